package io.wardstream.model.risk;

import java.io.Serializable;

/**
 * A model as it was read, sound in itself.
 *
 * @param model the model
 * @param digest the first 12 hexadecimal digits of the SHA-256 of the file, so that records say which file it was
 */
public record LoadedRiskModel(RiskModel model, String digest) implements Serializable {

    public LoadedRiskModel {
        if (!model.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", model.problems()));
        }
    }

    /** Which model it is, for people and records. */
    public String title() {
        return model.title() + ", " + digest;
    }
}
