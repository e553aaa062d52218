package dev.tensile.demo.process;

import dev.tensile.demo.options.OptionTypes;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * One launch of one process: arguments, start, the line of readiness, and the orderly end, which a signal, the end of
 * standard input or the process itself may ask for at any moment, also in the middle of the start.
 *
 * <p>Exit codes: 0 ended in order, 1 a fault of ours, 2 wrong arguments, 3 cannot start.
 */
public final class Launch {
    public static final int OUR_FAULT = 1;
    public static final int WRONG_ARGUMENTS = 2;
    public static final int CANNOT_START = 3;

    /** How long an end that comes during the start waits for the start to finish or fail. */
    private static final long PATIENCE_SECONDS = 90;

    private final ShopProcess process;
    private final CommandLine line;
    private final PrintStream out;
    private final PrintStream err;
    private final Thread starter = Thread.currentThread(); // interrupted when the end comes during the start
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<ShopProcess.Started> started = new CompletableFuture<>();

    private Launch(ShopProcess process, PrintStream out, PrintStream err) {
        this.process = process;
        this.line = OptionTypes.teach(new CommandLine(process));
        this.out = out;
        this.err = err;
    }

    /** Runs the process until it ends; never returns after a failure. */
    @SuppressWarnings("SystemOut") // the one door to the process's own streams
    public static void run(ShopProcess process, String... args) {
        int code = new Launch(process, System.out, System.err).launch(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    private int launch(String... args) {
        try {
            line.parseArgs(args);
            process.check();
        } catch (ParameterException | IllegalArgumentException wrong) {
            return refuse(WRONG_ARGUMENTS, oneLine(wrong) + ". Say --help for what is possible.");
        }
        if (line.isUsageHelpRequested()) {
            line.usage(err);
            return 0;
        }
        return serve();
    }

    private int serve() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-in-order"));
        if (process.exitsWithParent) {
            ParentWatch.onEnd(System.in, () -> System.exit(0));
        }
        try {
            ShopProcess.Started running = process.start(stopping);
            started.complete(running);
            out.println(ready(running));
            out.flush();
            stopping.await();
            return 0;
        } catch (CannotStart cannot) {
            started.completeExceptionally(cannot);
            return refuse(CANNOT_START, oneLine(cannot));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (RuntimeException | Error ours) {
            started.completeExceptionally(ours);
            ours.printStackTrace(err);
            return OUR_FAULT;
        }
    }

    private String ready(ShopProcess.Started running) {
        String remark = running.remark().isEmpty() ? "" : " " + running.remark();
        return "READY " + line.getCommandName() + " port=" + running.port() + " pid="
                + ProcessHandle.current().pid() + remark;
    }

    /** In the shutdown hook. A start that is under way is waited for, because only then is known what there is to close. */
    private void end() {
        stopping.countDown();
        if (!started.isDone()) {
            starter.interrupt();
        }
        try {
            started.handle((running, failed) -> {
                        if (running != null) {
                            running.close();
                        }
                        return failed;
                    })
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception unfinished) {
            err.println(line.getCommandName() + ": did not end in order: " + unfinished);
        }
    }

    private int refuse(int code, String sentence) {
        err.println(line.getCommandName() + ": " + sentence);
        err.flush();
        return code;
    }

    private static String oneLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }
}
