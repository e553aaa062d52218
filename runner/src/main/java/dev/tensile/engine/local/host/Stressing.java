package dev.tensile.engine.local.host;

import dev.tensile.process.ChildJvm;
import dev.tensile.process.StateFolder;
import dev.tensile.run.Delivered;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Something is taken of the machine, by a child that takes it as long as the pipe to it is open. */
final class Stressing implements Hurt {
    private static final double TICKS_PER_SECOND = 100;
    private static final long WINDOW_NANOS = 1_000_000_000;

    private final HostWire.Order order;
    private final Mark mark;
    private final String file;
    private final Series series;
    private @Nullable Process child;

    /** What the child said last; written by the thread that reads it. */
    private volatile StressWire said = StressWire.NOTHING;

    /** The memory that it needs for itself; written by the same. */
    private volatile long own;

    private Optional<Reading> first = Optional.empty();
    private Optional<Reading> last = Optional.empty();

    /** When it was last seen that the child had ended by itself; 0 if it has not. */
    private long goneNanos;

    Stressing(HostWire.Order order, Mark mark) {
        this.order = order;
        this.mark = mark;
        file = order.folder().isEmpty() ? "" : order.folder() + "/.tensile-" + mark.lease() + "-" + order.id();
        series = new Series(what(order.act()), unit(order.act()), order.amount());
    }

    private static String what(HostWire.Act act) {
        return switch (act) {
            case CPU -> "processor time taken";
            case BUSY_CPU -> "processors busy in all";
            case MEMORY -> "memory held";
            case FILL -> "room taken on the disk";
            default -> "written to the disk";
        };
    }

    private static String unit(HostWire.Act act) {
        return switch (act) {
            case CPU -> "cores";
            case BUSY_CPU -> "share";
            case WRITE -> "bytes/s";
            default -> "bytes";
        };
    }

    /** What is counted up, at a moment. */
    private record Reading(long nanos, long cpuTicks, Proc.Processors all, long written) {}

    @Override
    public Held held() {
        return new Held.Taken(what(order.act()) + ", asked " + order.amount(), file);
    }

    @Override
    public void begin() throws Refused {
        try {
            ProcessBuilder builder = new ChildJvm(
                            ChildJvm.ownClassPath(),
                            StressMain.class.getName(),
                            24,
                            List.of("-XX:MaxDirectMemorySize=" + (directBytes() + 64_000_000), StateFolder.option()),
                            StressMain.arguments(order, file))
                    .builder()
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put(Mark.VARIABLE, mark.value(Mark.STRESS));
            Process started = builder.start();
            child = started;
            Thread reader = new Thread(() -> listen(started), "tensile-stress-reader");
            reader.setDaemon(true);
            reader.start();
        } catch (IOException refused) {
            throw new Refused("the process that takes it cannot be started: " + refused.getMessage());
        }
    }

    private long directBytes() {
        return order.act() == HostWire.Act.MEMORY ? (long) order.amount() : 0;
    }

    private void listen(Process process) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                StressWire now = HostWire.read(line, StressWire.class);
                if (now.own() > 0) {
                    own = now.own();
                }
                said = now;
            }
        } catch (IOException ended) {
            // The look at whether it lives says the rest.
        }
        said = said.ended();
    }

    @Override
    public void tick() {
        Process process = child;
        if (process == null) {
            return;
        }
        if (isGone(process)) {
            gone();
            return;
        }
        if (!said.ready()) {
            return;
        }
        if (isLevel()) {
            series.saw(level(process));
        } else {
            rate(process);
        }
    }

    private boolean isGone(Process process) {
        return said.hasEnded() || !process.isAlive();
    }

    /** Nothing is taken any more, which counts as much as what was taken before. */
    private void gone() {
        series.saw(0);
        goneNanos = System.nanoTime();
    }

    private boolean isLevel() {
        return order.act() == HostWire.Act.MEMORY || order.act() == HostWire.Act.FILL;
    }

    private double level(Process process) {
        if (order.act() == HostWire.Act.FILL) {
            return said.held();
        }
        return Math.max(0, Math.min(said.held(), Proc.statusBytes(process.pid(), "RssAnon") - own));
    }

    private void rate(Process process) {
        Optional<Reading> now = read(process);
        if (now.isEmpty()) {
            return;
        }
        first = first.or(() -> now);
        Reading before = last.orElse(now.get());
        if (last.isEmpty()) {
            last = now;
        } else if (now.get().nanos - before.nanos >= WINDOW_NANOS) {
            series.saw(between(before, now.get()));
            last = now;
        }
    }

    private static Optional<Reading> read(Process process) {
        long written = Proc.text(process.pid(), "io")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("write_bytes: "))
                        .findFirst())
                .map(line -> Long.parseLong(line.substring("write_bytes: ".length())))
                .orElse(0L);
        return Proc.stat(process.pid())
                .filter(stat -> !stat.hasEnded())
                .map(stat -> new Reading(System.nanoTime(), stat.cpuTicks(), Proc.processors(), written));
    }

    private double between(Reading begin, Reading end) {
        double seconds = (end.nanos - begin.nanos) / 1e9;
        return switch (order.act()) {
            case CPU -> (end.cpuTicks - begin.cpuTicks) / TICKS_PER_SECOND / seconds;
            case BUSY_CPU -> end.all.busySince(begin.all);
            default -> (end.written - begin.written) / seconds;
        };
    }

    @Override
    public boolean isShown() {
        return said.ready();
    }

    @Override
    public String trouble() {
        Process process = child;
        return process != null && isGone(process) ? said.ended().trouble() : said.trouble();
    }

    @Override
    public void end() {
        tick();
        Process process = child;
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        held().takeBack();
        if (!said.remark().isEmpty()) {
            series.remark(said.remark());
        }
    }

    @Override
    public Delivered.Measured measured() {
        if (first.isPresent() && last.isPresent() && last.get().nanos > first.get().nanos) {
            Reading begin = first.get();
            double taking = last.get().nanos - begin.nanos;
            double whole = goneNanos == 0 ? taking : goneNanos - begin.nanos;
            return series.measured(between(begin, last.get()) * taking / whole);
        }
        return isLevel() && series.isEmpty() ? series.measured((double) said.held()) : series.measured();
    }
}
