package io.wardstream.jobs.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which known names somebody may have meant by one that is not known. */
public final class Spelling {

    /** Further apart than this, two names have nothing to do with each other. */
    private static final int FAR = 4;

    private Spelling() {}

    /** The known names that are nearest to a word, nearest first; none if all are far from it. */
    public static List<String> nearest(String word, Collection<String> names, int most) {
        return names.stream()
                .filter(name -> distance(word, name) < FAR)
                .sorted(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
