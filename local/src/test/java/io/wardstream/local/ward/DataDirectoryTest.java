package io.wardstream.local.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardstream.jobs.clock.WardTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private static final long NOW = 1_795_240_800_000L;

    @TempDir
    Path dir;

    @Test
    void makesSecretsOnceAndForTheirOwnerOnly() throws Exception {
        byte[] secret;
        try (DataDirectory data = DataDirectory.open(dir.resolve("data"))) {
            secret = DataDirectory.readSecret(data.root());
            assertThat(secret).hasSize(32);
            for (String file : new String[] {"secret", "webhook-secret"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
        try (DataDirectory data = DataDirectory.open(dir.resolve("data"))) {
            assertThat(DataDirectory.readSecret(data.root())).isEqualTo(secret);
        }
    }

    @Test
    void keepsASecondWardOut() throws Exception {
        try (DataDirectory data = DataDirectory.open(dir)) {
            assertThatThrownBy(() -> DataDirectory.open(dir))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another ward runs on " + data.root());
        }
        DataDirectory.open(dir).close();
    }

    @Test
    void isTheWallClockAtItsSpeedUnlessTimeRanAhead() throws Exception {
        try (DataDirectory data = DataDirectory.open(dir)) {
            assertThat(data.timeAt(1, NOW)).isEqualTo(WardTime.REAL);
            assertThat(data.timeAt(4, NOW)).isEqualTo(new WardTime(NOW, NOW, 4));
        }
    }

    @Test
    void neverGoesBackAfterAFasterRun() throws Exception {
        try (DataDirectory data = DataDirectory.open(dir)) {
            data.writeRun(new RunInfo(0, 1, "k", NOW, NOW, 10));
            Files.setLastModifiedTime(dir.resolve("run.json"), FileTime.fromMillis(NOW + 60_000));
            WardTime next = data.timeAt(1, NOW + 120_000);
            assertThat(next.atWallMs(NOW + 120_000)).isEqualTo(NOW + 600_001);
            assertThat(next.speed()).isEqualTo(1);
            // Long after, the wall clock has caught up.
            assertThat(data.timeAt(1, NOW + 3_600_000)).isEqualTo(WardTime.REAL);
        }
    }

    @Test
    void findsTheRunningWardOnly() throws Exception {
        assertThat(DataDirectory.runInfo(dir)).isEmpty();
        try (DataDirectory data = DataDirectory.open(dir)) {
            RunInfo running = new RunInfo(ProcessHandle.current().pid(), 1, "k", 0, 0, 1);
            data.writeRun(running);
            assertThat(DataDirectory.runInfo(dir)).contains(running);
            data.writeRun(new RunInfo(0, 1, "k", 0, 0, 1));
            assertThat(DataDirectory.runInfo(dir)).isEmpty();
        }
    }
}
