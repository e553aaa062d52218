package dev.tensile.engine.local.host;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is about to be done, with all that is needed to take it back; on disk before it is done. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Held.Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = Held.Limited.class, name = "limited"),
    @JsonSubTypes.Type(value = Held.Down.class, name = "down"),
    @JsonSubTypes.Type(value = Held.Taken.class, name = "taken")
})
sealed interface Held {
    /** Takes it back, if it is there. Doing it again does no harm. */
    void takeBack();

    /** The same once more, where something was left, at every look until nothing is. */
    default void takeBackAgain() {
        takeBack();
    }

    /** What is left of it, and how to remove it by hand; empty if nothing is. */
    Optional<String> left();

    /** Processes that are stopped. */
    record Stopped(List<Victim> victims) implements Held {
        public Stopped {
            victims = List.copyOf(victims);
        }

        @Override
        public void takeBack() {
            for (Victim victim : victims) {
                victim.send(Victim.Signal.CONT);
                Waiting.surely(1_000, () -> !victim.isStopped());
            }
        }

        @Override
        public Optional<String> left() {
            return victims.stream()
                    .filter(Victim::isStopped)
                    .map(victim -> victim + " is still stopped: kill -CONT " + victim.pid())
                    .findFirst();
        }
    }

    /** Processes that may have less of something than they could. */
    record Limited(List<Limit> limits) implements Held {
        public Limited {
            limits = List.copyOf(limits);
        }

        @Override
        public void takeBack() {
            limits.forEach(Limit::restore);
        }

        @Override
        public Optional<String> left() {
            return limits.stream()
                    .filter(Limit::isInForce)
                    .map(limit -> limit.victim() + " still has the limit: " + String.join(" ", limit.restoring()))
                    .findFirst();
        }
    }

    /** Instances of a program that were ended, and are not started again by the watchdog itself. */
    record Down(Refuge refuge) implements Held {
        @Override
        public void takeBack() {
            refuge.bringBack();
        }

        /** It was started again, or its keeper does that: twice would be too much. */
        @Override
        public void takeBackAgain() {
            // It is waited for.
        }

        @Override
        public Optional<String> left() {
            return refuge.missing();
        }
    }

    /**
     * Something that a marked process takes; it ends with the process.
     *
     * @param file that it makes and unlinks at once; empty if it makes none
     */
    record Taken(String what, String file) implements Held {
        @Override
        public void takeBack() {
            if (!file.isEmpty()) {
                try {
                    Files.deleteIfExists(Path.of(file));
                } catch (IOException kept) {
                    // What is left of it is said by left().
                }
            }
        }

        @Override
        public Optional<String> left() {
            return !file.isEmpty() && Files.exists(Path.of(file)) ? Optional.of("delete " + file) : Optional.empty();
        }
    }
}
