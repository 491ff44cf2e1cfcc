package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.risk.RiskFeatures;
import io.wardstream.model.risk.RiskPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept to predict a patient's risk: the vital signs of the last four hours, nearly an hour apart, in tenths of their
 * units, and what was said. At most 200 bytes. A POJO to Flink. Times are ms on the ward clock, 0 for never.
 */
public final class RiskState {

    private static final int EACH = 6;
    private static final short UNKNOWN = Short.MIN_VALUE;
    private static final double TENTHS = 10;

    /** When it was last looked at. */
    public long lookedAt;

    /** When there was last a probability. */
    public long knownAt;

    /** When what is kept was so, oldest first. */
    public long[] keptAt = {};

    /** Heart rate, saturation, respiration, systolic pressure, temperature and NEWS2 of each of these. */
    public short[] kept = {};

    /** Since when a risk has been predicted; 0 while none is. */
    public long since;

    /** When that was said last. */
    public long saidAt;

    /** Whether it is said to have been kept back, because it had been said not long before. */
    public boolean keptBack;

    public RiskState() {}

    /** What was known once an hour, as features ask for it. */
    List<RiskPicture.Before> before(long now) {
        List<RiskPicture.Before> before = new ArrayList<>(keptAt.length);
        for (int i = 0; i < keptAt.length; i++) {
            before.add(new RiskPicture.Before(
                    now - keptAt[i],
                    new RiskPicture.Vitals(
                            value(i, 0), value(i, 1), value(i, 2), value(i, 3), value(i, 4), kept[i * EACH + 5])));
        }
        return before;
    }

    private @Nullable Double value(int instant, int which) {
        short tenths = kept[instant * EACH + which];
        return tenths == UNKNOWN ? null : (Double) (tenths / TENTHS);
    }

    /** Keeps what is known now, if nearly an hour has passed since it was kept last. */
    void keep(long now, RiskPicture.Vitals vitals) {
        int last = keptAt.length - 1;
        if (last >= 0 && now - keptAt[last] < RiskFeatures.KEEP_EVERY_MS) {
            return;
        }
        int from = 0;
        while (from < keptAt.length && now - keptAt[from] > RiskFeatures.KEEP_FOR_MS) {
            from++;
        }
        int n = keptAt.length - from;
        keptAt = Arrays.copyOf(Arrays.copyOfRange(keptAt, from, keptAt.length), n + 1);
        kept = Arrays.copyOf(Arrays.copyOfRange(kept, from * EACH, kept.length), (n + 1) * EACH);
        keptAt[n] = now;
        short[] newest = {
            tenths(vitals.hr()),
            tenths(vitals.spo2()),
            tenths(vitals.rr()),
            tenths(vitals.sys()),
            tenths(vitals.temp()),
            (short) vitals.news2Min()
        };
        System.arraycopy(newest, 0, kept, n * EACH, EACH);
    }

    private static short tenths(@Nullable Double value) {
        return value == null ? UNKNOWN : (short) Math.round(value * TENTHS);
    }
}
