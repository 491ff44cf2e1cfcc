package io.wardstream.connectors.mqtt.internal.client;

import io.wardstream.connectors.mqtt.MqttTls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link MqttTls} names. Every failure names the file and what it was to hold, and nothing of what it holds.
 */
final class TlsFiles {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private TlsFiles() {}

    /** Whom to trust, or null for whom the Java runtime trusts. */
    static @Nullable TrustManagerFactory trust(MqttTls tls) throws IOException {
        String caFile = tls.caFile();
        String storeFile = tls.trustStore();
        if (caFile == null && storeFile == null) {
            return null;
        }
        try {
            KeyStore store;
            if (storeFile != null) {
                store = store(storeFile, "trust store", password(tls.trustStorePasswordFile()));
            } else {
                store = empty();
                int number = 0;
                for (Certificate authority : certificates(String.valueOf(caFile), "CA certificates")) {
                    store.setCertificateEntry("ca-" + number++, authority);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS: the trusted authorities cannot be used: " + e.getMessage(), e);
        }
    }

    /** With what to present oneself, or null for nothing. */
    static @Nullable KeyManagerFactory identity(MqttTls tls) throws IOException {
        String certificateFile = tls.certificateFile();
        String keyFile = tls.keyFile();
        String storeFile = tls.keyStore();
        try {
            KeyStore store;
            char[] password;
            if (storeFile != null) {
                password = password(tls.keyStorePasswordFile());
                store = store(storeFile, "key store", password);
            } else if (certificateFile != null && keyFile != null) {
                password = new char[0];
                store = empty();
                Certificate[] chain =
                        certificates(certificateFile, "client certificate").toArray(new Certificate[0]);
                store.setKeyEntry("client", key(keyFile), password, chain);
            } else {
                return null;
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS: the client's certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyStore store(String file, String what, char[] password) throws IOException {
        try {
            return KeyStore.getInstance(existing(file, what).toFile(), password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException("TLS: the " + what + " " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static char[] password(@Nullable String file) throws IOException {
        if (file == null) {
            return new char[0];
        }
        return Files.readString(existing(file, "store password"))
                .stripTrailing()
                .toCharArray();
    }

    private static Collection<? extends Certificate> certificates(String file, String what) throws IOException {
        try (InputStream in = Files.newInputStream(existing(file, what))) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("TLS: there is no PEM certificate in " + file + " (" + what + ")");
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS: " + file + " (" + what + ") is no PEM certificate", e);
        }
    }

    private static PrivateKey key(String file) throws IOException, GeneralSecurityException {
        String text = Files.readString(existing(file, "client key"), StandardCharsets.US_ASCII);
        Matcher matcher = KEY.matcher(text);
        if (!matcher.find()) {
            throw new IOException("TLS: there is no PKCS #8 private key in " + file
                    + ": it must begin with BEGIN PRIVATE KEY and not be encrypted");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
        List<String> tried = new ArrayList<>();
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                tried.add(algorithm);
            }
        }
        throw new IOException("TLS: the key in " + file + " is none of " + String.join(", ", tried));
    }

    private static Path existing(String file, String what) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new NoSuchFileException(file, null, "the " + what + " of the MQTT connection cannot be read");
        }
        return path;
    }
}
