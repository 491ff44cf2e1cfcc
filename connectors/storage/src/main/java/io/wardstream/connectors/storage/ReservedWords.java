package io.wardstream.connectors.storage;

import java.util.Set;

/** Words that PostgreSQL or DuckDB do not take as a plain column name: whoever queries would have to quote them. */
final class ReservedWords {

    private static final Set<String> WORDS = Set.of("""
            all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check
            collate collation column columns concurrently constraint create cross current_catalog current_date current_role
            current_schema current_time current_timestamp current_user default deferrable desc describe distinct do else
            end except false fetch for foreign freeze from full generated glob grant group having ilike in initially inner
            intersect into is isnull join lambda lateral leading left like limit localtime localtimestamp map natural not
            notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional primary
            qualify references returning right select semi session_user show similar some struct summarize symmetric
            system_user table tablesample then to trailing true try_cast union unique unpack unpivot user using variadic
            verbose when where window with
            """.strip().split("\\s+"));

    private ReservedWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
