package io.wardstream.connectors.mqtt;

import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a connection finds its user name and password. It is asked on the machine that connects, each time it connects, so
 * that a secret need not travel in the job graph and can be renewed without a new job. It is never part of any state.
 *
 * <p>No implementation prints its secret.
 */
public interface MqttCredentials extends Serializable {

    /** The user name. */
    String username() throws IOException;

    /** The password, as UTF-8. */
    byte[] password() throws IOException;

    /** From files on the machine that connects, as container platforms mount secrets; trailing white space is cut off. */
    static MqttCredentials fromFiles(String usernameFile, String passwordFile) {
        return new Found("files", usernameFile, passwordFile) {
            @Serial
            private static final long serialVersionUID = 1;

            @Override
            String find(String place) throws IOException {
                return Files.readString(Path.of(place)).stripTrailing();
            }
        };
    }

    /** From environment variables of the machine that connects. */
    static MqttCredentials fromEnvironment(String usernameVariable, String passwordVariable) {
        return new Found("environment", usernameVariable, passwordVariable) {
            @Serial
            private static final long serialVersionUID = 1;

            @Override
            String find(String place) throws IOException {
                String value = System.getenv(place);
                if (value == null) {
                    throw new IOException("The environment variable " + place + " is not set");
                }
                return value;
            }
        };
    }

    /** As given. They travel in the job graph: for tests and for programs that are one process. */
    static MqttCredentials of(String username, String password) {
        return new Found("given", username, password) {
            @Serial
            private static final long serialVersionUID = 1;

            @Override
            String find(String place) {
                return place;
            }
        };
    }

    /** User name and password found in the same way. */
    abstract class Found implements MqttCredentials {
        @Serial
        private static final long serialVersionUID = 1;

        private final String how;
        private final String usernamePlace;
        private final String passwordPlace;

        Found(String how, String usernamePlace, String passwordPlace) {
            this.how = how;
            this.usernamePlace = usernamePlace;
            this.passwordPlace = passwordPlace;
        }

        abstract String find(String place) throws IOException;

        @Override
        public String username() throws IOException {
            return find(usernamePlace);
        }

        @Override
        public byte[] password() throws IOException {
            return find(passwordPlace).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "credentials (" + how + ")";
        }
    }
}
