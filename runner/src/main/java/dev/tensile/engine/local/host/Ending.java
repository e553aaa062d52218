package dev.tensile.engine.local.host;

import dev.tensile.experiment.Quantities;
import dev.tensile.run.Delivered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Instances are ended, and started again at once, after a while, or when it is over; or by whoever keeps them. */
final class Ending implements Hurt {
    private static final long LAST_MILLIS = 3_000;

    private final HostWire.Order order;
    private final Programs programs;
    private final List<String> remarks = new ArrayList<>();
    private final Series down;
    private long beganNanos;
    private long goneNanos;
    private long startedNanos;

    /** When somebody else was seen to have started one again; 0 if nobody did. */
    private long returnedNanos;

    private boolean forced;
    private String trouble = "";

    Ending(HostWire.Order order, Programs programs) {
        this.order = order;
        this.programs = programs;
        down = new Series("down", "instances", order.victims().size());
    }

    @Override
    public Held held() {
        return order.refuge() == null
                ? new Held.Taken(order.program() + " is ended", "")
                : new Held.Down(Objects.requireNonNull(order.refuge()));
    }

    @Override
    public void begin() {
        programs.see();
        beganNanos = System.nanoTime();
        signal(order.graceMillis() > 0 ? Victim.Signal.TERM : Victim.Signal.KILL);
        boolean unused = Waiting.until(200, this::allGone);
        tick();
    }

    private void signal(Victim.Signal signal) {
        forced |= signal == Victim.Signal.KILL;
        order.victims().forEach(victim -> victim.send(signal));
    }

    private boolean allGone() {
        return order.victims().stream().noneMatch(Victim::isAlive);
    }

    @Override
    public void tick() {
        long now = System.nanoTime();
        if (!forced && millis(now - beganNanos) >= order.graceMillis() && !allGone()) {
            signal(Victim.Signal.KILL);
            remarks.add("It had not ended by itself after " + text(order.graceMillis()) + ", and was ended.");
        }
        if (goneNanos == 0 && allGone()) {
            goneNanos = now;
            remarks.add("It ended " + text(millis(now - beganNanos)) + " after the signal.");
        }
        if (goneNanos == 0 || startedNanos != 0) {
            return;
        }
        if (order.act() != HostWire.Act.KILL) {
            lookWhetherItIsDown(now);
        }
        boolean due = order.act() == HostWire.Act.KILL
                || (order.act() == HostWire.Act.SLOW_START && millis(now - goneNanos) >= order.delayMillis());
        if (due) {
            startAgain();
        }
    }

    /** What was found may have a keeper that nobody spoke of. */
    private void lookWhetherItIsDown(long now) {
        int replaced = replaced();
        down.saw(order.victims().size() - replaced);
        if (replaced > 0 && returnedNanos == 0) {
            returnedNanos = now;
            trouble = "somebody else started it again " + text(millis(now - goneNanos))
                    + " after it had ended: let nobody keep what Tensile starts, or use kill";
        }
    }

    private int replaced() {
        Refuge refuge = order.refuge();
        return refuge == null ? 0 : refuge.replaced();
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private static String text(long millis) {
        return Quantities.text(Duration.ofMillis(millis));
    }

    private void startAgain() {
        startedNanos = System.nanoTime();
        Refuge refuge = order.refuge();
        if (refuge == null) {
            try {
                remarks.add("Tensile started it again as " + programs.start(order.program()) + ".");
            } catch (Refused failed) {
                trouble = String.valueOf(failed.getMessage());
            }
        } else if (replaced() == order.victims().size()) {
            remarks.add("It had been started again already.");
        } else if (!refuge.startAgain().isEmpty()) {
            Tool.Said said = Tool.start(refuge.startAgain());
            trouble = said.well() ? trouble : "it could not be started again: " + said.text();
        } else {
            remarks.add("Starting it again is left to " + refuge.keeper() + ".");
        }
    }

    @Override
    public boolean isShown() {
        return goneNanos != 0;
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void end() {
        if (!allGone()) {
            signal(Victim.Signal.KILL);
            order.victims().forEach(victim -> victim.awaitEnd(LAST_MILLIS));
        }
        tick();
        if (startedNanos == 0) {
            startAgain();
        }
    }

    @Override
    public Delivered.Measured measured() {
        if (order.act() == HostWire.Act.SLOW_START) {
            long until = returnedNanos != 0 ? returnedNanos : startedNanos != 0 ? startedNanos : System.nanoTime();
            double millis = goneNanos == 0 ? 0 : millis(until - goneNanos);
            return new Delivered.Measured(
                    "time until it was started again", "ms", order.delayMillis(), millis, millis, millis, remarks);
        }
        if (order.act() == HostWire.Act.OUTAGE) {
            Delivered.Measured seen = down.measured();
            return new Delivered.Measured(
                    "down", "instances", seen.asked(), seen.got(), seen.least(), seen.most(), remarks);
        }
        double ended = goneNanos == 0 ? 0 : order.victims().size();
        return new Delivered.Measured("ended", "instances", order.victims().size(), ended, ended, ended, remarks);
    }
}
