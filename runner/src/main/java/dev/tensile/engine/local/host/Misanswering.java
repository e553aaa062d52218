package dev.tensile.engine.local.host;

import dev.tensile.experiment.ProgramFault;
import dev.tensile.run.Delivered;
import java.util.List;
import java.util.Optional;

/** A resolver gives wrong answers, late ones or none. */
final class Misanswering implements Hurt {
    /** In a block that is kept for documentation, where nobody is: RFC 5737. */
    private static final byte[] NOWHERE = {(byte) 192, 0, 2, 1};

    private final HostWire.Order order;
    private final Resolver resolver;

    private final Series delays;

    /** Guarded by this, as are the delays. */
    private long seen;

    private long touched;

    Misanswering(HostWire.Order order, Resolver resolver) {
        this.order = order;
        this.resolver = resolver;
        delays = new Series("delay of answers", "ms", order.delayMillis());
    }

    /** What becomes of a question. */
    record Verdict(Optional<ProgramFault.DnsHarm> harm, long delayNanos) {
        static final Verdict UNTOUCHED = new Verdict(Optional.empty(), 0);

        boolean isSilent() {
            return harm.filter(ProgramFault.DnsHarm.SILENCE::equals).isPresent();
        }

        Optional<byte[]> answer(DnsMessage message) {
            return harm.flatMap(what -> switch (what) {
                case ERROR -> Optional.of(message.answer(DnsMessage.Code.SERVER_FAILURE));
                case NOT_FOUND -> Optional.of(message.answer(DnsMessage.Code.NO_SUCH_NAME));
                case RANDOM -> Optional.of(message.answer(NOWHERE));
                case SILENCE -> Optional.empty();
            });
        }
    }

    /** Whether a question is one that it is about. */
    synchronized boolean saw(DnsMessage message) {
        seen++;
        return message.isOneOf(order.names());
    }

    /** What becomes of such a question. */
    synchronized Verdict touch() {
        touched++;
        return order.harm().isEmpty()
                ? new Verdict(Optional.empty(), order.delayMillis() * 1_000_000)
                : new Verdict(Optional.of(ProgramFault.DnsHarm.valueOf(order.harm())), 0);
    }

    synchronized void delayed(long nanos) {
        delays.saw(nanos / 1e6);
    }

    @Override
    public Held held() {
        return new Held.Taken("answers of the resolver", "");
    }

    @Override
    public void begin() {
        resolver.add(this);
    }

    @Override
    public void tick() {
        // The resolver counts.
    }

    @Override
    public boolean isShown() {
        return true;
    }

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void end() {
        resolver.remove(this);
    }

    @Override
    public synchronized Delivered.Measured measured() {
        if (order.harm().isEmpty()) {
            return delays.measured();
        }
        return new Delivered.Measured(
                "questions for these names, all of them touched",
                "questions",
                touched,
                touched,
                touched,
                touched,
                List.of(seen + " questions came in all."));
    }
}
