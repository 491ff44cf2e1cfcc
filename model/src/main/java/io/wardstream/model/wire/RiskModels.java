package io.wardstream.model.wire;

import io.wardstream.model.risk.LoadedRiskModel;
import io.wardstream.model.risk.RiskModel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads models of the risk. */
public final class RiskModels {

    private static final WireFormat<RiskModel> FORMAT = WireFormat.of(RiskModel.class);
    private static final int DIGEST_BYTES = 6;

    private RiskModels() {}

    /**
     * What became of a file.
     *
     * @param model the model, or null if it cannot be used
     * @param problems why not, one sentence each; empty if it can
     */
    public record Read(@Nullable LoadedRiskModel model, List<String> problems) {}

    /** Reads a model. Never throws, whatever the bytes are. */
    public static Read read(byte[] bytes) {
        Decoded<RiskModel> decoded = FORMAT.read(bytes);
        if (decoded instanceof Decoded.Rejected<RiskModel> rejected) {
            return new Read(null, List.of("it is no model: " + rejected.reason() + ", " + rejected.detail()));
        }
        RiskModel model = ((Decoded.Accepted<RiskModel>) decoded).value();
        List<String> problems = model.problems();
        return problems.isEmpty()
                ? new Read(new LoadedRiskModel(model, digest(bytes)), problems)
                : new Read(null, problems);
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
