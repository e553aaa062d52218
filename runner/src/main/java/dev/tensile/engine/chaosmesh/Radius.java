package dev.tensile.engine.chaosmesh;

import dev.tensile.experiment.BlastRadius;
import java.util.Map;

/**
 * A blast radius as Chaos Mesh's {@code mode} and {@code value}. Never {@code random-max-percent}: it may choose no pod at all.
 *
 * @param value empty if the mode needs none
 */
record Radius(String mode, String value) {
    static Radius of(BlastRadius radius) {
        if (radius.count() == 1) {
            return new Radius("one", "");
        }
        if (radius.count() > 1) {
            return new Radius("fixed", String.valueOf(radius.count()));
        }
        return radius.share().fraction() == 1
                ? new Radius("all", "")
                : new Radius("fixed-percent", String.valueOf(Words.wholePercent("a blast radius", radius.share())));
    }

    void putInto(Map<String, Object> spec) {
        spec.put("mode", mode);
        if (!value.isEmpty()) {
            spec.put("value", value);
        }
    }
}
