package dev.tensile.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Human text goes to stderr, data to stdout; colour only where a person looks at it. */
final class Console {
    private final PrintStream human;
    private final PrintStream data;
    private final InputStream answers;
    private final boolean colour;
    private final boolean interactive;

    /** Prints a line above what is drawn over again and again at the bottom of the terminal; nothing is drawn at first. */
    private volatile Consumer<String> above;

    Console(PrintStream human, PrintStream data, InputStream answers, boolean interactive, boolean colour) {
        this.human = human;
        this.data = data;
        this.answers = answers;
        this.interactive = interactive;
        this.colour = colour;
        above = human::println;
    }

    /** The console of this process; the launcher knows whether it is a terminal. {@code NO_COLOR} and {@code CI} are respected. */
    static Console ofProcess() {
        boolean interactive =
                Boolean.getBoolean("tensile.terminal") && !isSet("CI") && !"dumb".equals(System.getenv("TERM"));
        return new Console(
                utf8(FileDescriptor.err),
                utf8(FileDescriptor.out),
                System.in,
                interactive,
                interactive && !isSet("NO_COLOR"));
    }

    /** Whatever the locale says: terminals and files of today are UTF-8. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static boolean isSet(String name) {
        String value = System.getenv(name);
        return value != null && !value.isEmpty();
    }

    /** Whether a person sits at a terminal. */
    boolean isInteractive() {
        return interactive;
    }

    boolean hasColour() {
        return colour;
    }

    void say(String line) {
        above.accept(line);
    }

    /** From now on, before a line is printed what is drawn at the bottom is cleared, and drawn again after it. */
    void drawBelow(Runnable clear, Runnable draw) {
        above = line -> {
            synchronized (this) {
                clear.run();
                human.println(line);
                draw.run();
            }
        };
    }

    void drawNothing() {
        above = human::println;
    }

    /** Asks the person at the terminal; empty if the input has ended. */
    String ask(String question) {
        human.print(question);
        human.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(answers, Charset.defaultCharset())).readLine();
            return answer == null ? "" : answer.strip();
        } catch (IOException gone) {
            return "";
        }
    }

    /** For libraries that print by themselves. */
    PrintWriter humanWriter() {
        return new PrintWriter(human, true, StandardCharsets.UTF_8);
    }

    PrintWriter dataWriter() {
        return new PrintWriter(data, true, StandardCharsets.UTF_8);
    }

    void data(String text) {
        data.print(text);
        data.flush();
    }

    void error(String what, String mend) {
        human.println(paint("1;31", "error:") + " " + what);
        if (!mend.isEmpty()) {
            human.println("  mend: " + mend);
        }
    }

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String good(String text) {
        return paint("1;32", text);
    }

    String bad(String text) {
        return paint("1;31", text);
    }

    String doubtful(String text) {
        return paint("1;33", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
