package dev.tensile.script;

import dev.tensile.experiment.SourceRef;

/** The line of the author's code that is being evaluated. */
final class Here {
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String OURS = Here.class.getPackageName() + ".";

    private Here() {}

    /** The first frame in a script, else the first one in Kotlin source that is not the language itself. */
    static SourceRef sourceRef() {
        return STACK.walk(frames -> frames.filter(Here::isAuthors)
                .findFirst()
                .map(frame -> new SourceRef(file(frame), Math.max(frame.getLineNumber(), 0)))
                .orElse(SourceRef.NONE));
    }

    private static boolean isAuthors(StackWalker.StackFrame frame) {
        return file(frame).endsWith(".kts")
                || (file(frame).endsWith(".kt") && !frame.getClassName().startsWith(OURS));
    }

    private static String file(StackWalker.StackFrame frame) {
        String file = frame.getFileName();
        return file == null ? "" : file;
    }
}
