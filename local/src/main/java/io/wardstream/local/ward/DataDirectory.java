package io.wardstream.local.ward;

import io.wardstream.jobs.clock.WardTime;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a ward keeps everything: what its servers store, the jobs' state, the lake, its secrets. One ward
 * at a time; a lock that ends with the process keeps others out. Secrets are made at the first start and can be read by
 * their owner only.
 */
public final class DataDirectory implements AutoCloseable {

    private static final int SECRET_BYTES = 32;
    private static final String SECRET = "secret";
    private static final String RUN = "run.json";
    private static final String LOCK = "lock";
    private static final WireFormat<RunInfo> RUN_INFO = WireFormat.of(RunInfo.class);

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Opens the folder and locks it.
     *
     * @throws IOException if another ward uses it, or it cannot be written
     */
    public static DataDirectory open(Path root) throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new IOException(root + " is no folder");
        }
        Files.createDirectories(root);
        FileChannel lockFile =
                FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(lockFile)) {
            lockFile.close();
            throw new IOException("another ward runs on " + root + "; stop it, or give this one another --data");
        }
        DataDirectory data = new DataDirectory(root, lockFile);
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        data.makeSecret(SECRET, Base64.getEncoder().encodeToString(secret));
        new SecureRandom().nextBytes(secret);
        data.makeSecret("webhook-secret", "whsec_" + Base64.getEncoder().encodeToString(secret));
        return data;
    }

    private static boolean tryLock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Writes a secret that is not there yet. */
    public Path makeSecret(String name, String content) throws IOException {
        Path file = root.resolve(name);
        if (!Files.exists(file)) {
            Path made = root.resolve(name + ".new");
            Files.deleteIfExists(made);
            if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
                Files.createFile(
                        made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(made, content + "\n");
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** The ward's secret, from which the passwords at its broker are made. */
    public static byte[] readSecret(Path root) throws IOException {
        return Base64.getDecoder().decode(Files.readString(root.resolve(SECRET)).strip());
    }

    /** The running ward on a folder, if there is one. */
    public static Optional<RunInfo> runInfo(Path root) throws IOException {
        RunInfo info = readRun(root);
        if (info == null || info.pid() == 0) {
            return Optional.empty();
        }
        return ProcessHandle.of(info.pid()).isPresent() ? Optional.of(info) : Optional.empty();
    }

    private static @Nullable RunInfo readRun(Path root) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(root.resolve(RUN));
        } catch (NoSuchFileException e) {
            return null;
        }
        return RUN_INFO.read(bytes) instanceof Decoded.Accepted<RunInfo> accepted ? accepted.value() : null;
    }

    /** Says what runs, in one step. */
    public void writeRun(RunInfo info) throws IOException {
        Path made = root.resolve(RUN + ".new");
        Files.writeString(made, RUN_INFO.writeText(info), StandardCharsets.UTF_8);
        Files.move(made, root.resolve(RUN), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * The ward's time for a new run. It is the wall clock's, unless an earlier run was ahead of it: time never goes
     * back.
     *
     * @param nowMs the wall clock
     */
    public WardTime timeAt(double speed, long nowMs) throws IOException {
        RunInfo before = readRun(root);
        long ward = nowMs;
        if (before != null) {
            WardTime then = new WardTime(before.anchorWallMs(), before.anchorWardMs(), before.speed());
            // How long it ran is not known if it was killed; the newest thing that it wrote tells.
            long end = Math.min(nowMs, lastWritten());
            ward = Math.max(ward, then.atWallMs(end) + 1);
        }
        return ward == nowMs && speed == 1 ? WardTime.REAL : new WardTime(nowMs, ward, speed);
    }

    private long lastWritten() throws IOException {
        Path log = root.resolve("ward.log");
        Path run = root.resolve(RUN);
        long written = Files.getLastModifiedTime(run).toMillis();
        return Files.exists(log)
                ? Math.max(written, Files.getLastModifiedTime(log).toMillis())
                : written;
    }

    /** A file or folder in it. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** The folder itself. */
    public Path root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
