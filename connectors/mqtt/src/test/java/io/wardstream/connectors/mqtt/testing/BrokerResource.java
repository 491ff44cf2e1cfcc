package io.wardstream.connectors.mqtt.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.connector.testframe.TestResource;
import org.apache.flink.util.FileUtils;

/** A {@link TestBroker} that Flink's test suites start and stop, in a folder of its own. */
public final class BrokerResource implements TestResource {

    private Path folder;
    private TestBroker broker;

    @Override
    public void startUp() throws Exception {
        folder = Files.createTempDirectory("mqtt-suite");
        broker = new TestBroker(folder);
    }

    @Override
    public void tearDown() throws Exception {
        broker.close();
        FileUtils.deleteDirectory(folder.toFile());
    }

    public int port() {
        return broker.port();
    }

    /** How many of the subscriptions of clients whose id begins so are being read. */
    public long read(String clientIdPrefix) {
        return broker.read(clientIdPrefix);
    }
}
