package dev.tensile.script.load;

import dev.tensile.script.compile.CompileAnswer;
import dev.tensile.script.compile.CompileRequest;

/** Turns scripts into classes. */
@FunctionalInterface
public interface Compiler {
    /**
     * @throws ScriptException when there is no answer
     */
    CompileAnswer compile(CompileRequest request) throws InterruptedException;
}
