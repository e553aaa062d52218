package dev.tensile.engine.local;

import java.util.StringJoiner;
import java.util.function.LongFunction;

/** What a tally has counted in all, once the tenth of a second is over. */
final class CountedSoFar {
    private final LongFunction<Tally.Counted> tally;

    /** @param tally says what it has counted since a tenth, on the thread that owns it */
    CountedSoFar(LongFunction<Tally.Counted> tally) {
        this.tally = tally;
    }

    @SuppressWarnings("EnumOrdinal") // the order of this enum is that of the row
    long of(Tally.What what) {
        long now = tally.apply(-1).first();
        Caller.await("the tenth of a second is over", () -> tally.apply(-1).first() > now);
        return tally.apply(0).tenths().stream()
                .mapToLong(tenth -> tenth.get(what.ordinal()))
                .sum();
    }

    /** All that is not zero. */
    String text() {
        StringJoiner text = new StringJoiner(" ");
        for (Tally.What what : Tally.What.values()) {
            long count = of(what);
            if (count > 0) {
                text.add(what + "=" + count);
            }
        }
        return text.toString();
    }
}
