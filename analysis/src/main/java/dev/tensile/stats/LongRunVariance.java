package dev.tensile.stats;

/**
 * Long-run variance of a per-second series by an equal-weighted cosine (EWC) estimate with fixed-b degrees of freedom.
 *
 * <p>With L_j = sqrt(2/T) sum_t y_t cos(pi j (t - 1/2) / T) it is V = (1/nu) sum_{j=1..nu} L_j^2; a mean divided by
 * sqrt(V/T) is then compared with Student's t on nu degrees of freedom. The series need not be centred: the cosines sum to
 * zero. Source: Lazarus, Lewis, Stock and Watson, "HAR Inference: Recommendations for Practice", J. Business &amp; Economic
 * Statistics 36 (2018) 541; nu = max(3, floor(0.25 T^(2/3))) is smaller than their choice and holds the size under an
 * autocorrelation of 0.9 where theirs does not.
 *
 * @param value V, in squared units of the series per second; not negative
 * @param nu degrees of freedom, at least 1
 * @param seconds length T of the series
 */
public record LongRunVariance(double value, int nu, int seconds) {
    /** The shortest series the default nu can be used on. */
    static final int MINIMUM_SECONDS = 4;

    public LongRunVariance {
        if (!(value >= 0) || nu < 1 || seconds <= nu) {
            throw new IllegalArgumentException(
                    "long-run variance needs V >= 0 and 1 <= nu < T, was V " + value + ", nu " + nu + ", T " + seconds);
        }
    }

    /** Degrees of freedom for a series of {@code seconds}: max(3, floor(0.25 T^(2/3))). */
    public static int defaultNu(int seconds) {
        double cubeRoot = Math.cbrt(seconds);
        return Math.max(3, (int) Math.floor(0.25 * cubeRoot * cubeRoot));
    }

    /**
     * With the default degrees of freedom.
     *
     * @param series one value for each second, at least 4
     */
    public static LongRunVariance ewc(double[] series) {
        return ewc(series, defaultNu(Require.seconds(series.length)));
    }

    /**
     * With {@code nu} degrees of freedom, 1 &lt;= nu &lt; T.
     *
     * @param series one value for each second
     */
    public static LongRunVariance ewc(double[] series, int nu) {
        int length = series.length;
        double sum = 0;
        for (int j = 1; j <= nu; j++) {
            double cosine = 0;
            for (int t = 0; t < length; t++) {
                cosine += series[t] * Math.cos(Math.PI * j * (t + 0.5) / length);
            }
            sum += cosine * cosine;
        }
        return new LongRunVariance(sum * 2 / length / nu, nu, length);
    }

    /** Half-width of the interval of the mean of the series, t_nu sqrt(V/T), at a one-sided tail in (0, 0.5). */
    public double meanHalfWidth(double tail) {
        return Distributions.tCritical(nu, Require.tail(tail)) * Math.sqrt(value / seconds);
    }
}
