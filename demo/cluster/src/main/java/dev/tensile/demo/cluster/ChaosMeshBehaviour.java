package dev.tensile.demo.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How Chaos Mesh behaves from now on. Each call holds until another one says otherwise. Safe from any thread. */
public final class ChaosMeshBehaviour {
    private final Runnable changed; // called outside the lock
    private boolean installed = true; // guarded by this, as is all below
    private boolean controllerUp = true;
    private boolean webhookUp = true;
    private boolean appliesInNameOnly;
    private boolean recoversInNameOnly;
    private Release release = Release.CURRENT;
    private Duration skew = Duration.ZERO;
    private Duration applyTakes = Duration.ZERO;
    private Duration recoverTakes = Duration.ZERO;
    private Optional<String> applyFailure = Optional.empty();
    private int applyFailuresLeft;
    private final Map<String, String> applyFailuresByPod = new HashMap<>();
    private Optional<String> recoverFailure = Optional.empty();
    private final Map<String, String> forbidden = new HashMap<>();

    ChaosMeshBehaviour(Runnable changed) {
        this.changed = changed;
    }

    public void installed() {
        set(() -> installed = true);
    }

    /** The API group is not served: 404. */
    public void notInstalled() {
        set(() -> installed = false);
    }

    public void release(Release release) {
        set(() -> this.release = release);
    }

    /** No apply succeeds; the records stay {@code Not Injected}, so that AllRecovered is True with desiredPhase Run. */
    public void applyFails(String message) {
        applyFailsFirst(Integer.MAX_VALUE, message);
    }

    /** The next so many attempts fail, whatever the target. */
    public void applyFailsFirst(int times, String message) {
        set(() -> {
            applyFailure = Optional.of(message);
            applyFailuresLeft = times;
        });
    }

    /** @param pod namespace and name, {@code shop/checkout-1} */
    public void applyFailsOn(String pod, String message) {
        set(() -> applyFailuresByPod.put(pod, message));
    }

    public void applyWorks() {
        set(() -> {
            applyFailure = Optional.empty();
            applyFailuresByPod.clear();
            appliesInNameOnly = false;
        });
    }

    /** The status says Injected, and nothing is in force. */
    public void appliesInNameOnly() {
        set(() -> appliesInNameOnly = true);
    }

    public void applyTakes(Duration time) {
        set(() -> applyTakes = time);
    }

    /** No recovery succeeds: objects are stuck, also while they are deleted. */
    public void recoverFails(String message) {
        set(() -> recoverFailure = Optional.of(message));
    }

    public void recoverWorks() {
        set(() -> {
            recoverFailure = Optional.empty();
            recoversInNameOnly = false;
        });
    }

    /** The status says Not Injected, and the effect stays in force. */
    public void recoversInNameOnly() {
        set(() -> recoversInNameOnly = true);
    }

    public void recoverTakes(Duration time) {
        set(() -> recoverTakes = time);
    }

    /** Creating and patching what selects in this namespace is refused: "&lt;user&gt; is forbidden on namespace &lt;ns&gt;". */
    public void forbids(String user, String namespace) {
        set(() -> forbidden.put(namespace, user));
    }

    public void forbidsNothing() {
        set(forbidden::clear);
    }

    /** Creating and patching is answered with 500. */
    public void webhookDown() {
        set(() -> webhookUp = false);
    }

    public void webhookUp() {
        set(() -> webhookUp = true);
    }

    /** Nothing is reconciled. The webhook has a switch of its own. */
    public void controllerDown() {
        set(() -> controllerUp = false);
    }

    public void controllerUp() {
        set(() -> controllerUp = true);
    }

    /** The controllers' clock is ahead of everybody's by this, or behind if negative. */
    public void clockSkew(Duration ahead) {
        set(() -> skew = ahead);
    }

    private void set(Runnable act) {
        synchronized (this) {
            act.run();
        }
        changed.run();
    }

    synchronized boolean isInstalled() {
        return installed;
    }

    synchronized boolean isWebhookUp() {
        return webhookUp;
    }

    synchronized boolean isControllerUp() {
        return controllerUp;
    }

    synchronized boolean isAppliedInNameOnly() {
        return appliesInNameOnly;
    }

    synchronized boolean isRecoveredInNameOnly() {
        return recoversInNameOnly;
    }

    synchronized Release release() {
        return release;
    }

    synchronized Instant now() {
        return Instant.now().plus(skew);
    }

    synchronized Duration applyTime() {
        return applyTakes;
    }

    synchronized Duration recoverTime() {
        return recoverTakes;
    }

    /** Uses up one of the failures that are counted. */
    synchronized Optional<String> nextApplyFailure(String pod) {
        Optional<String> onPod = Optional.ofNullable(applyFailuresByPod.get(pod));
        if (onPod.isPresent() || applyFailure.isEmpty() || applyFailuresLeft == 0) {
            return onPod;
        }
        applyFailuresLeft -= applyFailuresLeft == Integer.MAX_VALUE ? 0 : 1;
        return applyFailure;
    }

    synchronized Optional<String> recoverFailure() {
        return recoverFailure;
    }

    /** The user that is refused there. */
    synchronized Optional<String> forbiddenUser(String namespace) {
        return Optional.ofNullable(forbidden.get(namespace));
    }
}
