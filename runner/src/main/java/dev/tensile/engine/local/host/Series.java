package dev.tensile.engine.local.host;

import dev.tensile.run.Delivered;
import java.util.ArrayList;
import java.util.List;

/** What was seen at one look after another. */
final class Series {
    private final String what;
    private final String unit;
    private final double asked;
    private final List<String> remarks = new ArrayList<>();
    private double sum;
    private long looks;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    Series(String what, String unit, double asked) {
        this.what = what;
        this.unit = unit;
        this.asked = asked;
    }

    void saw(double value) {
        sum += value;
        looks++;
        least = Math.min(least, value);
        most = Math.max(most, value);
    }

    void remark(String sentence) {
        if (!remarks.contains(sentence)) {
            remarks.add(sentence);
        }
    }

    boolean isEmpty() {
        return looks == 0;
    }

    double least() {
        return looks == 0 ? 0 : least;
    }

    Delivered.Measured measured() {
        return measured(looks == 0 ? 0 : sum / looks);
    }

    /** With a mean that is known better than from the looks. */
    Delivered.Measured measured(double mean) {
        return looks == 0
                ? new Delivered.Measured(what, unit, asked, mean, mean, mean, remarks)
                : new Delivered.Measured(what, unit, asked, mean, least, most, remarks);
    }
}
