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
        return new Found(Place.FILE, usernameFile, Place.FILE, passwordFile);
    }

    /** From environment variables of the machine that connects. */
    static MqttCredentials fromEnvironment(String usernameVariable, String passwordVariable) {
        return new Found(Place.ENVIRONMENT, usernameVariable, Place.ENVIRONMENT, passwordVariable);
    }

    /** A user that is no secret, and the file with its password on the machine that connects. */
    static MqttCredentials ofUserAndFile(String username, String passwordFile) {
        return new Found(Place.GIVEN, username, Place.FILE, passwordFile);
    }

    /** A user that is no secret, and the environment variable with its password on the machine that connects. */
    static MqttCredentials ofUserAndEnvironment(String username, String passwordVariable) {
        return new Found(Place.GIVEN, username, Place.ENVIRONMENT, passwordVariable);
    }

    /** As given. They travel in the job graph: for tests and for programs that are one process. */
    static MqttCredentials of(String username, String password) {
        return new Found(Place.GIVEN, username, Place.GIVEN, password);
    }

    /** Where a part is found. */
    enum Place {
        /** In the job graph itself. */
        GIVEN,
        /** In a file of the machine that connects; trailing white space is cut off. */
        FILE,
        /** In an environment variable of the machine that connects. */
        ENVIRONMENT;

        private String find(String where) throws IOException {
            return switch (this) {
                case GIVEN -> where;
                case FILE -> Files.readString(Path.of(where)).stripTrailing();
                case ENVIRONMENT -> {
                    String value = System.getenv(where);
                    if (value == null) {
                        throw new IOException("The environment variable " + where + " is not set");
                    }
                    yield value;
                }
            };
        }
    }

    /** User name and password, each from its place. */
    final class Found implements MqttCredentials {
        @Serial
        private static final long serialVersionUID = 1;

        private final Place usernamePlace;
        private final String usernameWhere;
        private final Place passwordPlace;
        private final String passwordWhere;

        private Found(Place usernamePlace, String usernameWhere, Place passwordPlace, String passwordWhere) {
            this.usernamePlace = usernamePlace;
            this.usernameWhere = usernameWhere;
            this.passwordPlace = passwordPlace;
            this.passwordWhere = passwordWhere;
        }

        @Override
        public String username() throws IOException {
            return usernamePlace.find(usernameWhere);
        }

        @Override
        public byte[] password() throws IOException {
            return passwordPlace.find(passwordWhere).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "credentials (" + usernamePlace + ", " + passwordPlace + ")";
        }
    }
}
