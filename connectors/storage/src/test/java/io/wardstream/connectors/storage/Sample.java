package io.wardstream.connectors.storage;

import org.jspecify.annotations.Nullable;

/** A row with every type of column. */
@SuppressWarnings("ArrayRecordComponent")
public record Sample(
        String id,
        long version,
        long atMs,
        @Nullable String site,
        @Nullable String note,
        @Nullable Integer small,
        @Nullable Long large,
        @Nullable Double amount,
        @Nullable Boolean flag,
        @Nullable Long otherMs,
        @Nullable String json,
        byte @Nullable [] bytes) {

    /** 2026-11-21T06:00:00Z */
    static final long NOON = 1_795_240_800_000L;

    static Sample of(String id) {
        return new Sample(
                id, 1, NOON, "north", "note of " + id, 1, 2L, 3.5, true, NOON, "{\"a\": 1}", new byte[] {1, 2});
    }

    Sample at(long ms) {
        return new Sample(id, version, ms, site, note, small, large, amount, flag, otherMs, json, bytes);
    }

    Sample site(@Nullable String where) {
        return new Sample(id, version, atMs, where, note, small, large, amount, flag, otherMs, json, bytes);
    }

    Sample note(@Nullable String text) {
        return new Sample(id, version, atMs, site, text, small, large, amount, flag, otherMs, json, bytes);
    }

    Sample json(@Nullable String text) {
        return new Sample(id, version, atMs, site, note, small, large, amount, flag, otherMs, text, bytes);
    }

    Sample version(long number) {
        return new Sample(id, number, atMs, site, note, small, large, amount, flag, otherMs, json, bytes);
    }

    Sample amount(@Nullable Double value) {
        return new Sample(id, version, atMs, site, note, small, large, value, flag, otherMs, json, bytes);
    }

    static Table.Builder<Sample> table(String name) {
        return Table.<Sample>named(name)
                .meaning("What the test's makes.")
                .column(Column.<Sample>ofString("id", Sample::id).asRequired().meaning("Which."))
                .column(Column.<Sample>ofLong("version", Sample::version)
                        .asRequired()
                        .meaning("How new."))
                .column(Column.<Sample>ofTimestampMs("happened_at", Sample::atMs)
                        .asRequired()
                        .meaning("When."))
                .column(Column.<Sample>ofString("site", Sample::site).meaning("Where."))
                .column(Column.<Sample>ofString("note", Sample::note).meaning("The observer's words."))
                .column(Column.<Sample>ofInt("small", Sample::small).meaning("A small number."))
                .column(Column.<Sample>ofLong("large", Sample::large).meaning("A large number."))
                .column(Column.<Sample>ofDouble("amount", Sample::amount)
                        .unit("mm[Hg]")
                        .meaning("A quantity."))
                .column(Column.<Sample>ofBoolean("flag", Sample::flag).meaning("Yes or no."))
                .column(Column.<Sample>ofTimestampMs("other_at", Sample::otherMs)
                        .meaning("Another time."))
                .column(Column.<Sample>ofJson("details", Sample::json).meaning("A document."))
                .column(Column.<Sample>ofBytes("raw", Sample::bytes).meaning("As it came."))
                .key("id")
                .partitionedBy("happened_at", "site");
    }
}
