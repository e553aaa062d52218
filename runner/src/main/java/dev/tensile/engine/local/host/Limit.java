package dev.tensile.engine.local.host;

import java.util.List;
import java.util.Optional;

/**
 * A soft limit of a process that is lowered.
 *
 * @param option of {@code prlimit}, such as {@code nofile}
 * @param line under which {@code /proc/PID/limits} has it
 * @param soft as it was, and as it shall be again; a number or {@code unlimited}
 * @param lowered as it is for a while
 */
record Limit(Victim victim, String option, String line, String soft, String hard, long lowered) {
    static final String TOOL = "prlimit";

    /** What a process may have now. */
    static Optional<Limit> of(Victim victim, String option, String line, long lowered) {
        return read(victim, line).map(now -> new Limit(victim, option, line, now[0], now[1], lowered));
    }

    private static Optional<String[]> read(Victim victim, String line) {
        return Proc.text(victim.pid(), "limits")
                .flatMap(text -> text.lines()
                        .filter(row -> row.startsWith(line))
                        .map(row -> row.substring(line.length()).strip().split("\\s+"))
                        .findFirst());
    }

    /** Whether it would make a difference. */
    boolean isLower() {
        return soft.equals("unlimited") || Long.parseLong(soft) > lowered;
    }

    Tool.Said lower() {
        return Tool.run(command(Long.toString(lowered)));
    }

    /** Somebody may have set another one meanwhile, which is left alone. */
    void restore() {
        if (isInForce()) {
            Tool.Said unused = Tool.run(restoring());
        }
    }

    boolean isInForce() {
        return victim.isAlive()
                && isLower()
                && read(victim, line)
                        .filter(now -> now[0].equals(Long.toString(lowered)))
                        .isPresent();
    }

    List<String> restoring() {
        return command(soft);
    }

    private List<String> command(String value) {
        return List.of(TOOL, "--pid", Long.toString(victim.pid()), "--" + option + "=" + value + ":" + hard);
    }
}
