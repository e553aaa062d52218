package dev.tensile.engine.local;

import dev.tensile.run.LinkCount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads what a link has counted, and puts it on the clock of the run. Not for use by several threads. */
final class LinkCounter {
    /** Of the first few answers the quickest tells best what time it is at the link. */
    private static final int COMPARISONS = 3;

    private final String dependency;
    private final ControlClient control;
    private long next = -1;

    /** On the clock of the run, when the link began its tenth 0. */
    private long zero;

    LinkCounter(String dependency, ControlClient control) {
        this.dependency = dependency;
        this.control = control;
    }

    /** What has passed since the last time; nothing the first time, or if the link does not answer. */
    List<LinkCount> read(LongSupplier clock) {
        try {
            if (next < 0) {
                compare(clock);
            }
            Tally.Counted counted = next < 0 ? null : ask(next);
            if (counted == null) {
                return List.of();
            }
            next = counted.first() + counted.tenths().size();
            return rows(counted);
        } catch (ControlClient.Lost gone) {
            return List.of();
        }
    }

    private Tally.@Nullable Counted ask(long first) throws ControlClient.Lost {
        return control.askSurely(Wire.Ask.of(Wire.Verb.COUNTED, first)).counted();
    }

    private void compare(LongSupplier clock) throws ControlClient.Lost {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < COMPARISONS; i++) {
            long before = clock.getAsLong();
            Tally.Counted counted = ask(-1);
            long after = clock.getAsLong();
            if (counted != null && after - before < quickest) {
                quickest = after - before;
                zero = before + quickest / 2 - counted.ageNanos();
                next = counted.first();
            }
        }
    }

    private List<LinkCount> rows(Tally.Counted counted) {
        List<LinkCount> rows = new ArrayList<>();
        long from = zero + counted.first() * LinkCount.WIDTH_NANOS;
        for (List<Long> tenth : counted.tenths()) {
            rows.add(row(from, tenth));
            from += LinkCount.WIDTH_NANOS;
        }
        return rows;
    }

    @SuppressWarnings("EnumOrdinal") // the order of this enum is that of the row
    private LinkCount row(long from, List<Long> tenth) {
        return new LinkCount(
                dependency,
                from,
                tenth.get(Tally.What.OPENED.ordinal()),
                tenth.get(Tally.What.REFUSED.ordinal()),
                tenth.get(Tally.What.RESET.ordinal()),
                tenth.get(Tally.What.REQUEST.ordinal()),
                tenth.get(Tally.What.SUCCEEDED.ordinal()),
                tenth.get(Tally.What.CLIENT_ERROR.ordinal()),
                tenth.get(Tally.What.SERVER_ERROR.ordinal()),
                tenth.get(Tally.What.UNANSWERED.ordinal()),
                tenth.get(Tally.What.BYTES_SENT.ordinal()),
                tenth.get(Tally.What.BYTES_RECEIVED.ordinal()));
    }
}
