package dev.tensile.run;

import java.util.List;
import java.util.Optional;

/** What passed the links of a run, in tenths of a second and in order of time; nothing where the engine sees no traffic. */
public record Attempts(List<LinkCount> counts) {
    public static final Attempts NONE = new Attempts(List.of());

    /** Of the tenths of a stretch, so many must have been counted, or it was not observed. */
    private static final double COVERED = 0.95;

    public Attempts {
        counts = List.copyOf(counts);
    }

    /** Whether anything at all is known of a link. */
    public boolean knows(String dependency) {
        return counts.stream().anyMatch(count -> count.dependency().equals(dependency));
    }

    /**
     * A stretch of time on one link. A tenth belongs to the part in which its middle lies.
     *
     * @param widthNanos of one part; at least a tenth of a second
     * @return empty if the link was not watched all the time
     */
    public Optional<LinkWindow> window(String dependency, long fromNanos, int parts, long widthNanos) {
        LinkWindow window = LinkWindow.empty(parts);
        long seen = 0;
        for (LinkCount count : counts) {
            long middle = count.fromNanos() + LinkCount.WIDTH_NANOS / 2 - fromNanos;
            boolean inside = middle >= 0 && middle < parts * widthNanos;
            if (inside && count.dependency().equals(dependency)) {
                window.add((int) (middle / widthNanos), count);
                seen++;
            }
        }
        double expected = (double) parts * widthNanos / LinkCount.WIDTH_NANOS;
        return parts > 0 && seen >= COVERED * expected ? Optional.of(window) : Optional.empty();
    }
}
