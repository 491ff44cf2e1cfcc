package io.wardstream.local.servers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folders in which a job's checkpoints and savepoints lie. Flink deletes old ones on threads of its own, also after
 * the job has stopped: whatever vanishes while we look is passed over.
 */
final class StateFolders {

    private static final String COMPLETE = "_metadata";

    private StateFolders() {}

    /** The newest complete checkpoint or savepoint in a folder. */
    static Optional<Path> newest(Path folder) throws IOException {
        Newest newest = new Newest();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, newest);
        }
        return Optional.ofNullable(newest.state);
    }

    private static final class Newest extends SimpleFileVisitor<Path> {
        private @Nullable Path state;
        private FileTime modified = FileTime.fromMillis(Long.MIN_VALUE);

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().equals(COMPLETE)
                    && attributes.lastModifiedTime().compareTo(modified) > 0) {
                state = file.getParent();
                modified = attributes.lastModifiedTime();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** Deletes everything in some folders, but for what contains the one state that is kept. */
    static void removeOthers(List<Path> folders, Path kept) throws IOException {
        List<Path> old = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (var list = Files.newDirectoryStream(folder)) {
                    list.forEach(path -> {
                        if (!kept.startsWith(path)) {
                            old.add(path);
                        }
                    });
                }
            }
        }
        for (Path path : old) {
            remove(path);
        }
    }

    private static void remove(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
