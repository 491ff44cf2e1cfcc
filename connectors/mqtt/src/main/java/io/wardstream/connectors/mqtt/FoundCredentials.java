package io.wardstream.connectors.mqtt;

import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** User name and password, each from its place. */
final class FoundCredentials implements MqttCredentials {

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

    @Serial
    private static final long serialVersionUID = 1;

    private final Place usernamePlace;
    private final String usernameWhere;
    private final Place passwordPlace;
    private final String passwordWhere;

    FoundCredentials(Place usernamePlace, String usernameWhere, Place passwordPlace, String passwordWhere) {
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
