package dev.tensile.cli;

import dev.tensile.engine.GuardWatch;
import dev.tensile.engine.LiveTick;
import dev.tensile.engine.RunWatcher;
import dev.tensile.experiment.Plan;
import dev.tensile.run.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** One block at the bottom of the terminal that is drawn over each second; what is said goes above it and stays. */
final class BlockProgress implements Progress, RunWatcher {
    private static final int COLUMNS = 100;

    private final Console console;
    private final Plan plan;
    private final Terminal terminal;
    private final Display display;
    private String phase = "getting ready";
    private Duration length = Duration.ZERO;
    private Duration left = Duration.ZERO;
    private List<String> body = List.of();

    BlockProgress(Console console, Plan plan) throws IOException {
        this.console = console;
        this.plan = plan;
        terminal = TerminalBuilder.builder()
                .name("tensile")
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysErr)
                .nativeSignals(false)
                .build();
        display = new Display(terminal, false);
        console.drawBelow(this::clear, this::draw);
        draw();
    }

    @Override
    public RunWatcher watcher() {
        return this;
    }

    @Override
    public void phase(Phase.Kind kind, int rung, Duration duration) {
        synchronized (console) {
            phase = LiveText.phase(plan, kind, rung);
            length = duration;
            left = duration;
            body = List.of();
            draw();
        }
    }

    @Override
    public void second(Duration remaining, List<LiveTick> ticks, List<GuardWatch.Distance> guards) {
        List<String> lines = new ArrayList<>();
        ticks.forEach(tick -> lines.add("  load   " + LiveText.tick(tick)));
        guards.forEach(guard -> lines.add("  guard  " + LiveText.guard(guard)));
        synchronized (console) {
            body = lines;
            left = remaining;
            draw();
        }
    }

    @Override
    public void say(String line) {
        console.say("  " + line);
    }

    /** Only while the console is held: a signal may have something said at any moment. */
    private void draw() {
        int columns = terminal.getWidth() > 0 ? terminal.getWidth() : COLUMNS;
        List<AttributedString> lines = new ArrayList<>();
        double done = length.isZero() ? 0 : 1 - (double) left.toMillis() / length.toMillis();
        String head =
                console.bold(phase) + (length.isZero() ? "" : "  " + LiveText.bar(done) + "  " + LiveText.left(left));
        lines.add(fit(head, columns));
        body.forEach(line -> lines.add(fit(line, columns)));
        display.resize(Math.max(lines.size(), terminal.getHeight()), columns);
        display.update(lines, -1);
        terminal.flush();
    }

    private static AttributedString fit(String line, int columns) {
        return AttributedString.fromAnsi(line).columnSubSequence(0, columns - 1);
    }

    private void clear() {
        display.update(List.of(), 0);
        terminal.flush();
    }

    @Override
    public void close() {
        console.drawNothing();
        clear();
        try {
            terminal.close();
        } catch (IOException gone) {
            console.say(""); // the terminal went away; the run does not care
        }
    }
}
