package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.experiment.Quantities;
import dev.tensile.experiment.Share;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Quantities as Chaos Mesh reads them. */
final class Words {
    /** How much may wait in a throttled line, in parts of a second of it. */
    private static final double QUEUE_SECONDS = 0.4;

    private static final long LEAST_BUCKET = 10_000;

    private Words() {}

    /** One number and one unit, as the pattern of 2.8 wants it: {@code 1m30s} is refused there. */
    static String goDuration(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos % 1_000_000_000 == 0 && nanos != 0) {
            return nanos / 1_000_000_000 + "s";
        }
        if (nanos % 1_000_000 == 0) {
            return nanos / 1_000_000 + "ms";
        }
        return nanos % 1_000 == 0 ? nanos / 1_000 + "us" : nanos + "ns";
    }

    /** A string, as all percentages of NetworkChaos are. */
    static String percent(Share share) {
        return Quantities.number(share.percent());
    }

    static int wholePercent(String what, Share share) {
        double percent = share.percent();
        if (percent < 1 || Math.abs(percent - Math.rint(percent)) > 1e-9) {
            throw new CannotDo(
                    "Chaos Mesh takes " + what + " in whole percents, not " + share, "write a whole number of percent");
        }
        return (int) Math.rint(percent);
    }

    /** Megabytes of a million bytes, rounded up. */
    static String megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000 + "MB";
    }

    /** tc-tbf(8): a bucket that holds what comes between two ticks of the kernel, and a queue of {@value #QUEUE_SECONDS} s. */
    static Map<String, Object> tokenBucket(long bitsPerSecond) {
        long bytes = Math.max(1, bitsPerSecond / 8);
        long bucket = Math.max(LEAST_BUCKET, bytes / 100);
        return map(
                "rate",
                bitsPerSecond % 1000 == 0 ? bitsPerSecond / 1000 + "kbit" : bitsPerSecond + "bit",
                "buffer",
                bucket,
                "limit",
                bucket + (long) (bytes * QUEUE_SECONDS));
    }

    /** In the order given. */
    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
