package dev.tensile.engine.local.host;

import java.util.concurrent.TimeUnit;

/**
 * A dose in the hands of the watchdog, with its time limit, which counts from when the dose is in force, at the latest from when it
 * had to be. Whatever goes wrong with it stays with it. Owned by the loop.
 */
final class WatchedDose {
    private final long id;
    private final Hurt hurt;
    private final HeldFolder folder;
    private final long limitNanos;
    private long endNanos;
    private boolean shown;
    private boolean over;
    private String trouble = "";

    /** @param now as {@link System#nanoTime} */
    WatchedDose(HostWire.Order order, Hurt hurt, HeldFolder folder, long now) {
        id = order.id();
        this.hurt = hurt;
        this.folder = folder;
        limitNanos = TimeUnit.MILLISECONDS.toNanos(order.limitMillis());
        endNanos = now + TimeUnit.MILLISECONDS.toNanos(order.shownWithinMillis()) + limitNanos;
    }

    /** @throws Hurt.Refused if it cannot be done; what was done of it is taken back then */
    void begin() throws Hurt.Refused {
        try {
            hurt.begin();
        } catch (Hurt.Refused | RuntimeException refused) {
            revert(String.valueOf(refused.getMessage()));
            throw refused;
        }
    }

    void tick(long now) {
        if (!shown && hurt.isShown()) {
            shown = true;
            endNanos = Math.min(endNanos, now + limitNanos);
        }
        if (!over && now - endNanos >= 0) {
            revert("its time limit passed");
        }
        try {
            if (!over) {
                hurt.tick();
            } else if (folder.has(id)) {
                folder.takeBackAgain(id);
            }
        } catch (RuntimeException | Error failed) {
            note("the watchdog failed: " + failed);
        }
    }

    /**
     * Takes it back, once; if something of it is left, {@link #tick} tries again.
     *
     * @param why it is not to wait for its end; empty if this is its end
     */
    void revert(String why) {
        if (over) {
            return;
        }
        over = true;
        note(why);
        try {
            note(hurt.trouble());
            hurt.end();
            folder.forget(id);
        } catch (RuntimeException | Error failed) {
            note("taking it back failed: " + failed);
        }
    }

    /** What went wrong first is what matters. */
    private void note(String what) {
        trouble = trouble.isEmpty() ? what : trouble;
    }

    HostWire.Dose state() {
        String now = trouble.isEmpty() && !over ? hurt.trouble() : trouble;
        return new HostWire.Dose(id, hurt.isShown(), over, now, hurt.measured());
    }
}
