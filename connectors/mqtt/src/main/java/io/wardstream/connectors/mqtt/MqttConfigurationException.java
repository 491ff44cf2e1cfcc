package io.wardstream.connectors.mqtt;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a configuration, said at once. */
public final class MqttConfigurationException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    private final ArrayList<String> problems;

    /**
     * @param what what was to be configured
     * @param problems what is wrong with it, one sentence each
     */
    public MqttConfigurationException(String what, List<String> problems) {
        super(what + ": " + String.join("; ", problems));
        this.problems = new ArrayList<>(problems);
    }

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
