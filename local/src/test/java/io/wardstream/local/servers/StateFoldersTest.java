package io.wardstream.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFoldersTest {

    @TempDir
    Path dir;

    private Path state(String name, long at) throws IOException {
        Path state = Files.createDirectories(dir.resolve(name));
        Path complete = Files.writeString(state.resolve("_metadata"), "complete");
        Files.setLastModifiedTime(complete, FileTime.fromMillis(at));
        return state;
    }

    @Test
    void findsTheNewestThatIsComplete() throws IOException {
        assertThat(StateFolders.newest(dir.resolve("none"))).isEmpty();
        assertThat(StateFolders.newest(dir)).isEmpty();
        state("checkpoints/a/chk-1", 1_000);
        Path newest = state("savepoints/savepoint-1", 3_000);
        state("checkpoints/a/chk-2", 2_000);
        Files.createDirectories(dir.resolve("checkpoints/a/chk-3"));
        assertThat(StateFolders.newest(dir)).contains(newest);
    }

    @Test
    void removesEverythingButTheOneThatIsKept() throws IOException {
        state("checkpoints/a/chk-1", 1_000);
        state("savepoints/savepoint-0", 500);
        Path kept = state("savepoints/savepoint-1", 3_000);
        StateFolders.removeOthers(
                List.of(dir.resolve("checkpoints"), dir.resolve("savepoints"), dir.resolve("x")), kept);
        assertThat(dir.resolve("checkpoints")).isEmptyDirectory();
        assertThat(dir.resolve("savepoints")).isDirectoryContaining(kept::equals);
        assertThat(dir.resolve("savepoints/savepoint-0")).doesNotExist();
        assertThat(kept.resolve("_metadata")).exists();
    }

    @Test
    void passesOverWhatIsDeletedWhileItLooks() throws Exception {
        Path kept = state("savepoints/savepoint-1", Long.MAX_VALUE / 2_000_000);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> flink = CompletableFuture.runAsync(() -> {
            try {
                while (!over.get()) {
                    for (int i = 0; i < 20; i++) {
                        state("checkpoints/a/chk-" + i, i);
                    }
                    for (int i = 0; i < 20; i++) {
                        Files.delete(dir.resolve("checkpoints/a/chk-" + i + "/_metadata"));
                        Files.delete(dir.resolve("checkpoints/a/chk-" + i));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        for (int i = 0; i < 1_000; i++) {
            assertThat(StateFolders.newest(dir)).contains(kept);
        }
        over.set(true);
        flink.get();
    }
}
