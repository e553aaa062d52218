package dev.tensile.demo.cluster;

/**
 * Is told what begins and ends on the targets, in that order, each exactly once. What happens in an instant, such as a
 * killed pod, begins and ends at once. Called on the thread that does it, so it must be quick.
 */
public interface EffectListener {
    void began(Effect effect);

    void ended(Effect effect);
}
