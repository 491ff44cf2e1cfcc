package io.wardstream.sim.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wardstream.sim.world.WorldState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The world in one file, {@code world.json}. A new version takes the old one's place in one step, so that a process
 * that is killed at any moment leaves one of the two whole. It is not forced to the disk: it outlives the process, not
 * the machine's power. A file that cannot be read is put aside as {@code world.json.unreadable}. Not thread-safe.
 */
public final class WorldFile {
    private static final Logger LOG = LoggerFactory.getLogger(WorldFile.class);

    private static final JsonMapper MAPPER = mapper();
    private static final ObjectReader READER = MAPPER.readerFor(WorldState.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(WorldState.class);

    private final Path file;
    private final Path next;

    /** The world file of a folder, which is made if need be. */
    public WorldFile(Path dir) throws IOException {
        Files.createDirectories(dir);
        this.file = dir.resolve("world.json");
        this.next = dir.resolve("world.json.next");
    }

    /** Reads the world, or null if there is none that can be read. */
    public @Nullable WorldState read() throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            WorldState state = READER.readValue(Files.readAllBytes(file));
            if (state.version() == WorldState.VERSION) {
                return state;
            }
            LOG.warn("{} is of version {}, not {}: it is put aside", file, state.version(), WorldState.VERSION);
        } catch (JsonProcessingException e) {
            LOG.warn("{} cannot be read ({}): it is put aside", file, e.getOriginalMessage());
        }
        Files.move(file, file.resolveSibling("world.json.unreadable"), StandardCopyOption.REPLACE_EXISTING);
        return null;
    }

    /** Writes the world. */
    public void write(WorldState state) throws IOException {
        Files.write(next, WRITER.writeValueAsBytes(state));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(MapperFeature.AUTO_DETECT_GETTERS, MapperFeature.AUTO_DETECT_IS_GETTERS)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .build();
    }
}
