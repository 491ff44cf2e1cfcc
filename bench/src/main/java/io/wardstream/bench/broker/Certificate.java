package io.wardstream.bench.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate for 127.0.0.1 and its key, made with the Java machine's own keytool, in the two shapes that
 * brokers ask for.
 *
 * @param store PKCS#12, with {@link #PASSWORD}
 * @param certificatePem the certificate; also what a client must trust
 * @param keyPem the key
 */
public record Certificate(Path store, Path certificatePem, Path keyPem) {

    /** Of the store. It protects nothing: the key is made for one drill and dies with it. */
    public static final String PASSWORD = "drill-store";

    private static final String ALIAS = "broker";

    /** One that is valid today. */
    public static Certificate valid(Path folder) throws Exception {
        return make(folder, "valid", "-1d", 30);
    }

    /** One whose time ended yesterday. */
    public static Certificate expired(Path folder) throws Exception {
        return make(folder, "expired", "-3d", 2);
    }

    private static Certificate make(Path folder, String name, String from, int days) throws Exception {
        Files.createDirectories(folder);
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-startdate",
                        from,
                        "-validity",
                        Integer.toString(days),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool made no certificate: " + Files.readString(folder.resolve(name + ".log")));
        }
        return export(store, folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
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
