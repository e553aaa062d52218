package dev.tensile.demo.process;

import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/** A process of the shop as its command line describes it. Subclasses are picocli commands. */
public abstract class ShopProcess {
    @Option(
            names = "--exit-with-parent",
            description = "Read standard input and end in order when it ends, as it does when the parent dies.")
    boolean exitsWithParent;

    /**
     * Looks at arguments that depend on each other or on limits that their types do not know.
     *
     * @throws IllegalArgumentException with a sentence about the one that is wrong
     */
    protected void check() {}

    /**
     * Starts to serve; returns when it really can.
     *
     * @param stopping falls to zero when the process is asked to end while it still starts; whoever waits, waits for this
     * @throws CannotStart when the surroundings refuse; nothing is left behind then
     */
    protected abstract Started start(CountDownLatch stopping);

    /** What runs, until it is closed. Closing returns when nothing is left of it. */
    public interface Started extends AutoCloseable {
        int port();

        /** What the line of readiness says besides the port and the process id, such as {@code postgres=4711}. */
        default String remark() {
            return "";
        }

        @Override
        void close();
    }
}
