package dev.tensile.experiment;

/** A part of a whole, from 0 (nothing) to 1 (everything). Written in percent. */
public record Share(double fraction) implements Comparable<Share> {
    public static final Share NOTHING = new Share(0);
    public static final Share ALL = new Share(1);

    public Share {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "a share must be between 0 % and 100 %, was " + Quantities.number(fraction * 100) + " %");
        }
    }

    public static Share ofPercent(double percent) {
        return new Share(percent / 100);
    }

    public double percent() {
        return fraction * 100;
    }

    @Override
    public int compareTo(Share other) {
        return Double.compare(fraction, other.fraction);
    }

    @Override
    public String toString() {
        return Quantities.number(percent()) + " %";
    }
}
