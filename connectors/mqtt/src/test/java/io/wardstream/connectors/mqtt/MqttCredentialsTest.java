package io.wardstream.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttCredentialsTest {

    @Test
    void readsFilesEachTimeSoThatASecretCanBeRenewed(@TempDir Path folder) throws IOException {
        Path user = Files.writeString(folder.resolve("user"), "ingest\n");
        Path password = Files.writeString(folder.resolve("password"), "one\n");
        MqttCredentials credentials = MqttCredentials.fromFiles(user.toString(), password.toString());
        assertThat(credentials.username()).isEqualTo("ingest");
        assertThat(credentials.password()).asString().isEqualTo("one");
        Files.writeString(password, "two");
        assertThat(credentials.password()).asString().isEqualTo("two");
    }

    @Test
    void namesTheVariableThatIsMissing() {
        MqttCredentials credentials = MqttCredentials.fromEnvironment("NO_SUCH_USER", "NO_SUCH_PASSWORD");
        assertThatThrownBy(credentials::username)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NO_SUCH_USER");
    }

    @Test
    void doesNotShowItsSecret() {
        assertThat(MqttCredentials.of("user", "s3cret").toString()).doesNotContain("s3cret");
    }
}
