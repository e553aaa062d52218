package dev.tensile.stats;

/**
 * Data any language can reproduce: u_i = (s_i + .5) / 2^31 with s_{i+1} = (1103515245 s_i + 12345) mod 2^31, and x_i = scale * (1 +
 * .2 sin(2 pi sec_i / 15)) * 10 * (1 - u_i)^-.5 with sec_i = floor(i / per).
 */
final class Portable {
    static final Window BASELINE = window(1, 120, 20, 1.0);
    static final Window STAGE = window(2, 60, 20, 1.3);

    private Portable() {}

    static Window window(long seed, int seconds, int perSecond, double scale) {
        double[] values = new double[seconds * perSecond];
        int[] second = new int[values.length];
        long state = seed;
        for (int i = 0; i < values.length; i++) {
            state = (1103515245L * state + 12345) % (1L << 31);
            second[i] = i / perSecond;
            double u = (state + 0.5) / (1L << 31);
            double wave = 1 + 0.2 * Math.sin(2 * Math.PI * second[i] / 15);
            values[i] = scale * wave * 10 * Math.pow(1 - u, -0.5);
        }
        return Window.of(values, second, seconds);
    }
}
