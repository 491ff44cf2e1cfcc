package io.wardstream.connectors.mqtt.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates for tests, made by the JDK's keytool in a folder: key stores, the same as PEM files, and the authority
 * that signed them ({@code ca.crt}, {@code ca-trust.p12}). What is there by its name is not made again.
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

    /** Makes the authority alone, if it is not there; for who trusts it and no other. */
    public TestCertificates authority() throws Exception {
        if (!Files.exists(folder.resolve("ca.p12"))) {
            keytool("ca.p12", "ca", List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c"));
            pem("ca.crt", "CERTIFICATE", store("ca.p12").getCertificate("ca").getEncoded());
            trust("ca-trust.p12", store("ca.p12").getCertificate("ca"));
            Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        }
        return this;
    }

    private Path make(String name, String alternativeName, List<String> validity) throws Exception {
        String file = name + ".p12";
        if (Files.exists(folder.resolve(file))) {
            return folder.resolve(file);
        }
        authority();
        // A process of keytool takes most of a second: one makes the key and has it signed, beside the authority's key.
        Files.copy(folder.resolve("ca.p12"), folder.resolve(file));
        List<String> sign = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name));
        sign.addAll(List.of("-signer", "ca", "-ext", "san=" + alternativeName));
        sign.addAll(validity);
        keytool(file, "it", sign);
        KeyStore own = store(file);
        own.deleteEntry("ca");
        write(file, own);
        pem(name + ".crt", "CERTIFICATE", own.getCertificate("it").getEncoded());
        pem(
                name + ".key",
                "PRIVATE KEY",
                own.getKey("it", PASSWORD.toCharArray()).getEncoded());
        return folder.resolve(file);
    }

    private void keytool(String store, String alias, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-alias", alias, "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", file(store)));
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
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
