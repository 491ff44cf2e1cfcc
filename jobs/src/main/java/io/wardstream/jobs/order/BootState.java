package io.wardstream.jobs.order;

import java.util.Arrays;

/**
 * Which running numbers of one boot were seen: the highest, and the gaps below it. A device counts each message up by
 * one, so there are no gaps unless something was lost or overtaken. Mutable state of one key; a POJO to Flink.
 */
public final class BootState {

    /** More gaps than this are not remembered: the oldest then counts as seen. */
    static final int MAX_GAPS = 16;

    /** The boot's name. */
    public String boot = "";

    /** The highest running number seen; −1 before the first. */
    public long last = -1;

    /** The gaps below {@link #last}: first and last missing number of each, in order. */
    public long[] gaps = {};

    public BootState() {}

    /** A boot of which one message was seen. */
    static BootState startedWith(String boot, long seq) {
        BootState state = new BootState();
        state.boot = boot;
        state.admit(seq);
        return state;
    }

    Verdict admit(long seq) {
        if (seq > last) {
            if (seq > last + 1) {
                addGap(last + 1, seq - 1);
            }
            last = seq;
            return Verdict.NEW;
        }
        for (int i = 0; i < gaps.length; i += 2) {
            if (seq >= gaps[i] && seq <= gaps[i + 1]) {
                fill(i, seq);
                return Verdict.STALE;
            }
        }
        return Verdict.DUPLICATE;
    }

    private void addGap(long from, long to) {
        int keep = Math.min(gaps.length, (MAX_GAPS - 1) * 2);
        long[] longer = Arrays.copyOfRange(gaps, gaps.length - keep, gaps.length + 2);
        longer[keep] = from;
        longer[keep + 1] = to;
        gaps = longer;
    }

    private void fill(int index, long seq) {
        long from = gaps[index];
        long to = gaps[index + 1];
        long[] before = Arrays.copyOf(gaps, index);
        long[] after = Arrays.copyOfRange(gaps, index + 2, gaps.length);
        long[] rest;
        if (from == to) {
            rest = new long[0];
        } else if (seq == from) {
            rest = new long[] {from + 1, to};
        } else if (seq == to) {
            rest = new long[] {from, to - 1};
        } else {
            rest = new long[] {from, seq - 1, seq + 1, to};
        }
        long[] joined = new long[before.length + rest.length + after.length];
        System.arraycopy(before, 0, joined, 0, before.length);
        System.arraycopy(rest, 0, joined, before.length, rest.length);
        System.arraycopy(after, 0, joined, before.length + rest.length, after.length);
        gaps = joined.length > MAX_GAPS * 2 ? Arrays.copyOfRange(joined, 2, joined.length) : joined;
    }
}
