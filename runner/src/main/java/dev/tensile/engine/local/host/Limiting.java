package dev.tensile.engine.local.host;

import dev.tensile.run.Delivered;
import java.util.List;

/** Instances may have only so many of something. */
final class Limiting implements Hurt {
    private final List<Limit> limits;
    private final Held.Limited held;
    private final Series series;

    Limiting(HostWire.Order order) {
        limits = order.limits();
        held = new Held.Limited(limits);
        series = new Series("limited", "instances", limits.size());
    }

    @Override
    public Held held() {
        return held;
    }

    @Override
    public void begin() throws Refused {
        for (Limit limit : limits) {
            if (!limit.isLower()) {
                throw new Refused(limit.victim() + " may have no more than " + limit.soft() + " already");
            }
            Tool.Said said = limit.lower();
            if (!said.well()) {
                throw new Refused("the limit of " + limit.victim() + " was not lowered: " + said.text());
            }
            series.remark(
                    limit.victim() + ": " + limit.line() + " " + limit.soft() + " lowered to " + limit.lowered() + ".");
        }
        tick();
    }

    @Override
    public void tick() {
        series.saw((double) limits.stream().filter(Limit::isInForce).count());
    }

    @Override
    public boolean isShown() {
        return series.least() == limits.size();
    }

    @Override
    public String trouble() {
        return isShown() ? "" : "one has ended, or its limit was changed by somebody else";
    }

    @Override
    public void end() {
        held.takeBack();
    }

    @Override
    public Delivered.Measured measured() {
        return series.measured();
    }
}
