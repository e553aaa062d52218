package dev.tensile.load;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets something be due inside an event loop without a scheduled task for it: the loop waits for network events no longer
 * than until the next due time, and then has its turn. Nothing is allocated. Used by the loop's thread only, except
 * {@link #wakeup}.
 */
final class PacedIoHandler implements IoHandler {
    /** What is due in the loop; times are nanoseconds from now. */
    interface Paced {
        /** 0 or less if something is due; {@code Long.MAX_VALUE} if nothing is. */
        long nanosUntilDue();

        void turn();
    }

    private static final long MILLI = 1_000_000;
    private static final long NAP = 50_000;

    private final IoHandler io;
    private final Transport.Timers timers;
    private final Paced paced;
    private final Context context = new Context();

    PacedIoHandler(IoHandler io, Transport.Timers timers, Paced paced) {
        this.io = io;
        this.timers = timers;
        this.paced = paced;
    }

    @Override
    public int run(IoHandlerContext loop) {
        context.loop = loop;
        context.wait = Math.min(paced.nanosUntilDue(), loop.delayNanos(System.nanoTime()));
        if (timers == Transport.Timers.MILLISECONDS && loop.canBlock()) {
            context.wait = nap(context.wait);
        }
        int handled = io.run(context);
        paced.turn();
        return handled;
    }

    /** A selector rounds to milliseconds: it waits for whole ones, the rest is slept in slices between looks at it. */
    private static long nap(long wait) {
        if (wait >= MILLI) {
            return wait == Long.MAX_VALUE ? wait : wait / MILLI * MILLI;
        }
        if (wait > 0) {
            LockSupport.parkNanos(Math.min(wait, NAP));
        }
        return 0;
    }

    @Override
    public void initialize() {
        io.initialize();
    }

    @Override
    public void prepareToDestroy() {
        io.prepareToDestroy();
    }

    @Override
    public void destroy() {
        io.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return io.register(handle);
    }

    @Override
    public void wakeup() {
        io.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return io.isCompatible(handleType);
    }

    /** The loop's context with a shorter patience. */
    private static final class Context implements IoHandlerContext {
        @SuppressWarnings("NullAway.Init") // set before each use
        private IoHandlerContext loop;

        private long wait;

        @Override
        public boolean canBlock() {
            return wait > 0 && loop.canBlock();
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return wait;
        }

        /** Compared with the previous one only, to see whether a timer has to be set again. */
        @Override
        public long deadlineNanos() {
            return wait == Long.MAX_VALUE ? -1 : System.nanoTime() + wait;
        }

        @Override
        public void reportActiveIoTime(long activeNanos) {
            loop.reportActiveIoTime(activeNanos);
        }

        @Override
        public boolean shouldReportActiveIoTime() {
            return loop.shouldReportActiveIoTime();
        }
    }
}
