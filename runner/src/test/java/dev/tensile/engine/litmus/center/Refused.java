package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EngineException;
import org.junit.jupiter.api.function.Executable;

/** A refusal, as a test looks at it. */
record Refused(EngineException.Category category, String message, String mend) {
    static Refused by(Executable call) {
        EngineException thrown = assertThrows(EngineException.class, call);
        return new Refused(thrown.category(), String.valueOf(thrown.getMessage()), thrown.mend());
    }

    Refused says(String part) {
        assertTrue(message.contains(part), () -> "\"" + part + "\" in: " + message);
        return this;
    }

    Refused mendsBy(String part) {
        assertTrue(mend.contains(part), () -> "\"" + part + "\" in: " + mend);
        return this;
    }

    Refused is(EngineException.Category expected) {
        assertEquals(expected, category, message);
        return this;
    }
}
