package io.wardstream.sim.store;

import io.wardstream.sim.truth.TruthLedger;
import io.wardstream.sim.world.WorldState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a ward remembers over a restart: first the truth is written, then the world, so that a world that is found again
 * knows no more than its truth. A full disk stops nothing: it is said in the log, and what could not be written is
 * tried again with the next. Not thread-safe.
 */
public final class WardMemory {
    private static final Logger LOG = LoggerFactory.getLogger(WardMemory.class);

    private final Path dir;
    private final WorldFile world;
    private final TruthLog truth;
    private final List<TruthLedger.Entry> unwritten = new ArrayList<>();
    private boolean failing;

    /** The memory in a folder, which is made if need be. */
    public WardMemory(Path dir) throws IOException {
        this.dir = dir;
        this.world = new WorldFile(dir);
        this.truth = new TruthLog(dir);
    }

    /** Reads the truth of the stay into a ledger and returns its world, or null if there is none. */
    public @Nullable WorldState recall(TruthLedger ledger) throws IOException {
        truth.readInto(ledger);
        return world.read();
    }

    /** Writes down what was learned and how the world is. */
    public void save(TruthLedger ledger, WorldState state) {
        unwritten.addAll(ledger.takeNew());
        try {
            truth.append(unwritten);
            unwritten.clear();
            world.write(state);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.error("The simulated ward cannot be written down in {}: {}", dir, e.toString());
            }
            failing = true;
        }
    }
}
