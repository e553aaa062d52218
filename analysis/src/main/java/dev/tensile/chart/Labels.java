package dev.tensile.chart;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.Quantities;
import dev.tensile.experiment.Rung;
import dev.tensile.experiment.Tolerance;
import java.util.stream.Collectors;

/** Short words for small places. */
final class Labels {
    private Labels() {}

    /** On one line, and without letters that XML forbids. */
    static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").replaceAll("[\\uFFFE\\uFFFF]|\\p{Cs}", "\uFFFD");
    }

    static String cut(String text, int letters) {
        String clean = clean(text);
        return clean.length() <= letters ? clean : clean.substring(0, Math.max(1, letters - 1)) + "…";
    }

    /** What is done: {@code 100 ms latency}. */
    static String strength(Rung rung) {
        return rung.doses().stream().map(Labels::strength).collect(Collectors.joining(" + "));
    }

    private static String strength(Dose dose) {
        return dose.intensity() instanceof Intensity.Delay delay
                ? Quantities.text(delay.delay()) + " " + dose.fault().kind()
                : dose.fault().kind();
    }

    /** To how much of it: {@code 20 % of requests}. */
    static String radius(Rung rung) {
        return rung.doses().stream()
                .map(dose -> dose.radius().toString())
                .distinct()
                .collect(Collectors.joining(" + "));
    }

    /** Only the amount, where there is one: {@code 100 ms}. */
    static String size(Rung rung) {
        return rung.doses().stream()
                .map(dose -> dose.intensity() instanceof Intensity.Delay delay
                        ? Quantities.text(delay.delay())
                        : dose.fault().kind())
                .collect(Collectors.joining(" + "));
    }

    /** Only the share: {@code 20 %}. */
    static String share(Rung rung) {
        return rung.doses().stream()
                .map(dose -> dose.radius().share().toString())
                .distinct()
                .collect(Collectors.joining(" + "));
    }

    static String limit(Tolerance tolerance) {
        if (tolerance instanceof Tolerance.LatencyBelow below) {
            return "limit " + Quantities.text(below.limit());
        }
        if (tolerance instanceof Tolerance.ShareBelow below) {
            return "limit " + below.limit();
        }
        if (tolerance instanceof Tolerance.LatencyRise rise) {
            return "limit +" + Quantities.number(rise.growth() * 100) + " %";
        }
        return "limit +"
                + Quantities.number(((Tolerance.ShareRise) tolerance).points().percent()) + " points";
    }
}
