package dev.tensile.engine.local.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child that takes something of the machine. It ends with its standard input, when it has another parent, and when its time is
 * over: whatever becomes of the watchdog, nothing is taken for long. It says how it is on its standard output.
 */
final class StressMain {
    static final long LOOK_MILLIS = 100;

    /** How much later than the watchdog it ends by itself. */
    private static final long MARGIN_MILLIS = 2_000;

    private StressMain() {}

    /** Something that is taken. Called by one thread. */
    interface Load {
        /** Takes it, or a part; called until it says that it is ready, and then as long as it is in force. */
        StressWire take() throws IOException;
    }

    static List<String> arguments(HostWire.Order order, String file) {
        return List.of(
                order.act().name(),
                Double.toString(order.amount()),
                Integer.toString(order.workers()),
                file,
                Long.toString(ProcessHandle.current().pid()),
                Long.toString(order.shownWithinMillis() + order.limitMillis() + MARGIN_MILLIS));
    }

    public static void main(String[] arguments) throws InterruptedException {
        long parent = Long.parseLong(arguments[4]);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[5]));
        daemon("tensile-stress-input", StressMain::endWithInput);
        daemon("tensile-stress-parent", () -> endWithParent(parent, end));
        try {
            Load load = load(HostWire.Act.valueOf(arguments[0]), Double.parseDouble(arguments[1]), arguments);
            say(StressWire.beginning(Proc.statusBytes(ProcessHandle.current().pid(), "RssAnon")));
            while (true) {
                StressWire now = load.take();
                say(now);
                if (!now.trouble().isEmpty()) {
                    return;
                }
                if (now.ready()) {
                    Thread.sleep(LOOK_MILLIS);
                }
            }
        } catch (IOException | RuntimeException | OutOfMemoryError failed) {
            say(StressWire.refused(String.valueOf(failed.getMessage())));
        }
    }

    private static Load load(HostWire.Act act, double amount, String[] arguments) throws IOException {
        int workers = Integer.parseInt(arguments[2]);
        return switch (act) {
            case CPU -> CpuLoad.adding(workers, amount / workers);
            case BUSY_CPU -> CpuLoad.toppingUp(amount);
            case MEMORY -> new MemoryLoad((long) amount);
            case FILL -> new FillLoad(Path.of(arguments[3]), (long) amount);
            case WRITE -> new WriteLoad(Path.of(arguments[3]), amount);
            default -> throw new IllegalArgumentException("nothing is taken for " + act);
        };
    }

    private static void say(StressWire now) {
        System.out.println(HostWire.write(now));
        if (System.out.checkError()) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Only its end means something.
            }
        } catch (IOException gone) {
            // So is the parent.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void endWithParent(long parent, long end) {
        while (System.nanoTime() < end
                && Proc.stat(ProcessHandle.current().pid()).orElseThrow().parent() == parent) {
            boolean unused = Waiting.until(LOOK_MILLIS, () -> false);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
