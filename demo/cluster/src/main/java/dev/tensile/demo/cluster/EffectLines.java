package dev.tensile.demo.cluster;

import java.io.PrintStream;

/** Tells of effects line by line, for a parent that acts them out. */
final class EffectLines implements EffectListener {
    private final PrintStream out;

    EffectLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void began(Effect effect) {
        tell("began", effect);
    }

    @Override
    public void ended(Effect effect) {
        tell("ended", effect);
    }

    private void tell(String what, Effect effect) {
        out.println("EFFECT " + what + " " + effect.kind() + " " + effect.object() + " " + effect.target() + " "
                + Json.text(effect.spec()));
        out.flush();
    }
}
