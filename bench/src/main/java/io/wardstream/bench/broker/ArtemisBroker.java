package io.wardstream.bench.broker;

import io.wardstream.bench.process.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ArtemisMain} in a process. */
public final class ArtemisBroker extends BrokerProcess {

    private static final List<String> SMALL =
            List.of("-Xms128m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final List<String> machine;

    public ArtemisBroker(Path folder) throws IOException {
        this(folder, SMALL);
    }

    /**
     * One that is given its Java machine.
     *
     * @param machine the machine's options
     */
    public ArtemisBroker(Path folder, List<String> machine) throws IOException {
        super(folder);
        this.machine = List.copyOf(machine);
        Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
                  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d{HH:mm:ss.SSS} %-5level [%thread] %logger{30} - %msg%n</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="OUT"/></root>
                </configuration>
                """);
    }

    @Override
    public BrokerKind kind() {
        return BrokerKind.ARTEMIS;
    }

    @Override
    OwnProcess launch(@Nullable Certificate shown) throws IOException {
        List<String> given =
                new ArrayList<>(List.of(folder().toString(), Integer.toString(port()), Broker.USER, Broker.PASSWORD));
        if (shown != null) {
            given.add(Integer.toString(tlsPort()));
            given.add(shown.store().toString());
            given.add(Certificate.PASSWORD);
        }
        List<String> options = new ArrayList<>(machine);
        options.add("-Dlogback.configurationFile=" + folder().resolve("logback.xml"));
        return OwnProcess.java("Artemis", folder().resolve("broker.log"), options, ArtemisMain.class, given);
    }

    /** Nothing to do: it keeps to what the session asks for. */
    @Override
    public void limitInFlight(int messages) {}

    @Override
    public void strike() {
        close();
    }

    @Override
    public String blow() {
        return "kill -9";
    }
}
