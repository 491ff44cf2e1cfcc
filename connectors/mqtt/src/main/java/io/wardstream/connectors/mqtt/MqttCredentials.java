package io.wardstream.connectors.mqtt;

import java.io.IOException;
import java.io.Serializable;

/**
 * Where a connection finds its user name and password. It is asked on the machine that connects, each time it connects,
 * so that a secret need not travel in the job graph and can be renewed without a new job. It is never part of any
 * state.
 *
 * <p>No implementation prints its secret.
 */
public interface MqttCredentials extends Serializable {

    /** The user name. */
    String username() throws IOException;

    /** The password, as UTF-8. */
    byte[] password() throws IOException;

    /**
     * From files on the machine that connects, as container platforms mount secrets; trailing white space is cut off.
     */
    static MqttCredentials fromFiles(String usernameFile, String passwordFile) {
        return new FoundCredentials(
                FoundCredentials.Place.FILE, usernameFile, FoundCredentials.Place.FILE, passwordFile);
    }

    /** From environment variables of the machine that connects. */
    static MqttCredentials fromEnvironment(String usernameVariable, String passwordVariable) {
        return new FoundCredentials(
                FoundCredentials.Place.ENVIRONMENT,
                usernameVariable,
                FoundCredentials.Place.ENVIRONMENT,
                passwordVariable);
    }

    /** A user that is no secret, and the file with its password on the machine that connects. */
    static MqttCredentials ofUserAndFile(String username, String passwordFile) {
        return new FoundCredentials(FoundCredentials.Place.GIVEN, username, FoundCredentials.Place.FILE, passwordFile);
    }

    /** A user that is no secret, and the environment variable with its password on the machine that connects. */
    static MqttCredentials ofUserAndEnvironment(String username, String passwordVariable) {
        return new FoundCredentials(
                FoundCredentials.Place.GIVEN, username, FoundCredentials.Place.ENVIRONMENT, passwordVariable);
    }

    /** As given. They travel in the job graph: for tests and for programs that are one process. */
    static MqttCredentials of(String username, String password) {
        return new FoundCredentials(FoundCredentials.Place.GIVEN, username, FoundCredentials.Place.GIVEN, password);
    }
}
