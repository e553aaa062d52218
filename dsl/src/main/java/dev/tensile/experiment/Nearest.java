package dev.tensile.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The valid name with the fewest edits from {@code wrong}, if it is near enough to be a slip of the pen. */
    public static Optional<String> to(String wrong, Collection<String> valid) {
        String lower = wrong.toLowerCase(Locale.ROOT);
        return valid.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= Math.max(1, (wrong.length() + 1) / 3))
                .min(Comparator.<String>comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** "did you mean …?" when there is a near name, else the list of valid ones. */
    public static String hint(String wrong, Collection<String> valid) {
        return to(wrong, valid)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElse(valid.isEmpty() ? "there are none" : "known: " + String.join(", ", valid));
    }

    /** Edits (insert, delete, change, swap of neighbours) between the two: optimal string alignment. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
