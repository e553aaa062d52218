package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command answered: its exit code, and what it said to machines and to people. */
record Answer(int exit, String data, String human) {
    private enum Seat {
        NOBODY,
        A_PERSON
    }

    /** Runs a command in this JVM, as a pipeline would. */
    static Answer of(String... arguments) {
        return of(Seat.NOBODY, "", arguments);
    }

    /** Runs a command in this JVM, with a person at the terminal who types this. */
    static Answer toPersonWhoTypes(String typed, String... arguments) {
        return of(Seat.A_PERSON, typed, arguments);
    }

    private static Answer of(Seat seat, String typed, String... arguments) {
        ByteArrayOutputStream human = new ByteArrayOutputStream();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(human, true, StandardCharsets.UTF_8),
                new PrintStream(data, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                seat == Seat.A_PERSON,
                false);
        int exit = Main.run(console, arguments);
        return new Answer(exit, data.toString(StandardCharsets.UTF_8), human.toString(StandardCharsets.UTF_8));
    }

    Answer exits(ExitCode code) {
        assertEquals(code.number(), exit, this::toString);
        return this;
    }

    Answer says(String... parts) {
        for (String part : parts) {
            assertTrue(human.contains(part), () -> "\"" + part + "\" in " + this);
        }
        return this;
    }

    Answer doesNotSay(String... parts) {
        for (String part : parts) {
            assertFalse(human.contains(part), () -> "no \"" + part + "\" in " + this);
        }
        return this;
    }

    /** Data, for a pipe. */
    Answer prints(String... parts) {
        for (String part : parts) {
            assertTrue(data.contains(part), () -> "\"" + part + "\" in the data of " + this);
        }
        return this;
    }

    Answer printsNothing() {
        assertEquals("", data, this::toString);
        return this;
    }

    @Override
    public String toString() {
        return "exit " + exit + "\n-- stdout\n" + data + "\n-- stderr\n" + human;
    }
}
