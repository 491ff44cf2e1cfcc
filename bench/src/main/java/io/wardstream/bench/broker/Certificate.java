package io.wardstream.bench.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for 127.0.0.1 and its key, in the two shapes that brokers ask for.
 *
 * @param store PKCS#12, with {@link #PASSWORD}
 * @param certificatePem the certificate
 * @param keyPem the key
 */
public record Certificate(Path store, Path certificatePem, Path keyPem) {

    /** Of the stores. It protects nothing: the keys are made for one run and die with it. */
    public static final String PASSWORD = "drill-store";

    private static final String ALIAS = "broker";
    private static final String ROOT = "root";

    /**
     * Who signs certificates, with the Java machine's own keytool. It is not the certificate that a broker shows: one
     * that is trusted itself is accepted whatever its dates say.
     *
     * @param folder where its certificates are
     */
    public record Authority(Path folder) {

        /** Makes one. */
        public static Authority make(Path folder) throws Exception {
            Files.createDirectories(folder);
            Authority authority = new Authority(folder);
            authority.keytool(
                    ROOT, "-genkeypair", "-alias", ROOT, "-keyalg", "RSA", "-dname", "CN=drill", "-ext", "bc=ca:true");
            authority.keytool(
                    ROOT,
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    ROOT,
                    "-file",
                    authority.pem().toString());
            return authority;
        }

        /** What a client must trust. */
        public Path pem() {
            return folder.resolve("root.crt");
        }

        /** One that is valid today. */
        public Certificate valid() throws Exception {
            return issue("valid", "-1d", 30);
        }

        /** One whose time ended yesterday. */
        public Certificate expired() throws Exception {
            return issue("expired", "-3d", 2);
        }

        private Certificate issue(String name, String from, int days) throws Exception {
            String request = folder.resolve(name + ".csr").toString();
            String signed = folder.resolve(name + ".signed").toString();
            keytool(name, "-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-dname", "CN=127.0.0.1");
            keytool(name, "-certreq", "-alias", ALIAS, "-file", request);
            keytool(
                    ROOT,
                    "-gencert",
                    "-rfc",
                    "-alias",
                    ROOT,
                    "-infile",
                    request,
                    "-outfile",
                    signed,
                    "-ext",
                    "san=ip:127.0.0.1,dns:localhost",
                    "-startdate",
                    from,
                    "-validity",
                    Integer.toString(days));
            keytool(name, "-importcert", "-noprompt", "-alias", ROOT, "-file", pem().toString());
            keytool(name, "-importcert", "-noprompt", "-alias", ALIAS, "-file", signed);
            return export(folder.resolve(name + ".p12"), folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        }

        private void keytool(String store, String... given) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
            command.addAll(List.of(given));
            command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"));
            command.add(folder.resolve(store + ".p12").toString());
            Path log = folder.resolve("keytool.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool " + given[0] + " failed: " + Files.readString(log));
            }
        }
    }

    private static Certificate export(Path store, Path certificate, Path key)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        char[] password = PASSWORD.toCharArray();
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        Key secret = keys.getKey(ALIAS, password);
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
        return new Certificate(store, certificate, key);
    }

    private static String pem(String what, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return String.join("\n", List.of("-----BEGIN " + what + "-----", body, "-----END " + what + "-----", ""));
    }
}
