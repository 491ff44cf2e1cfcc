package io.wardstream.connectors.mqtt.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates for tests, made by the JDK's keytool in a folder: key stores, the same as PEM files, and the authority that
 * signed them ({@code ca.crt}, {@code ca-trust.p12}).
 */
public final class TestCertificates {

    public static final String PASSWORD = "changeit";

    private final Path folder;

    public TestCertificates(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** A key store with a certificate for 127.0.0.1. */
    public Path valid(String name) throws Exception {
        return make(name, "ip:127.0.0.1", List.of("-validity", "10"));
    }

    /** One whose time was over in 2020. */
    public Path expired(String name) throws Exception {
        return make(name, "ip:127.0.0.1", List.of("-startdate", "2020/01/01", "-validity", "1"));
    }

    /** One that is somebody else's. */
    public Path ofAnotherHost(String name) throws Exception {
        return make(name, "dns:elsewhere.example", List.of("-validity", "10"));
    }

    private Path make(String name, String alternativeName, List<String> validity) throws Exception {
        if (!Files.exists(folder.resolve("ca.p12"))) {
            keytool("ca.p12", List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c"));
            pem("ca.crt", "CERTIFICATE", store("ca.p12").getCertificate("it").getEncoded());
            trust("ca-trust.p12", store("ca.p12").getCertificate("it"));
            Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        }
        String file = name + ".p12";
        keytool(file, List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name));
        keytool(file, List.of("-certreq", "-file", file(name + ".csr")));
        List<String> sign = new ArrayList<>(List.of(
                "-gencert", "-ext", "san=" + alternativeName, "-infile", file(name + ".csr"), "-outfile", file(name)));
        sign.addAll(validity);
        keytool("ca.p12", sign);
        KeyStore own = store(file);
        Key key = own.getKey("it", PASSWORD.toCharArray());
        Certificate signed;
        try (var in = Files.newInputStream(folder.resolve(name))) {
            signed = CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        own.setKeyEntry("it", key, PASSWORD.toCharArray(), new Certificate[] {
            signed, store("ca.p12").getCertificate("it")
        });
        write(file, own);
        pem(name + ".crt", "CERTIFICATE", signed.getEncoded());
        pem(name + ".key", "PRIVATE KEY", key.getEncoded());
        return folder.resolve(file);
    }

    private void keytool(String store, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(
                List.of("-alias", "it", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", file(store)));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private KeyStore store(String file) throws Exception {
        return KeyStore.getInstance(folder.resolve(file).toFile(), PASSWORD.toCharArray());
    }

    private void trust(String file, Certificate certificate) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("it", certificate);
        write(file, trust);
    }

    private void write(String file, KeyStore store) throws Exception {
        try (var out = Files.newOutputStream(folder.resolve(file))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private void pem(String file, String what, byte[] content) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                        + "-----\n");
    }

    /** A file of the folder. */
    public String file(String name) {
        return folder.resolve(name).toString();
    }
}
