package dev.tensile.engine.local.host;

import dev.tensile.run.Delivered;
import java.util.List;

/** Instances are stopped. */
final class Pausing implements Hurt {
    private final List<Victim> victims;
    private final Held.Stopped held;
    private final Series series;

    Pausing(HostWire.Order order) {
        victims = order.victims();
        held = new Held.Stopped(victims);
        series = new Series("stopped", "instances", victims.size());
    }

    @Override
    public Held held() {
        return held;
    }

    @Override
    public void check() throws Refused {
        for (Victim victim : victims) {
            if (victim.isStopped()) {
                throw new Refused(victim + " is stopped already, by somebody else");
            }
        }
    }

    @Override
    public void begin() throws Refused {
        for (Victim victim : victims) {
            victim.send(Victim.Signal.STOP);
            if (!Waiting.until(1_000, victim::isStopped)) {
                throw new Refused(victim + " did not stop, or has ended");
            }
        }
        tick();
    }

    @Override
    public void tick() {
        series.saw((double) victims.stream().filter(Victim::isStopped).count());
    }

    @Override
    public boolean isShown() {
        return series.least() == victims.size();
    }

    @Override
    public String trouble() {
        return isShown() ? "" : "one has ended, or was continued by somebody else";
    }

    @Override
    public void end() {
        held.takeBack();
        victims.stream()
                .filter(victim -> !victim.isAlive())
                .forEach(victim -> series.remark(victim + " ended while it was stopped."));
    }

    @Override
    public Delivered.Measured measured() {
        return series.measured();
    }
}
