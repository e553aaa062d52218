package dev.tensile.cli;

import picocli.CommandLine.Option;

/** How a command gives its answer. */
final class OutputOption {
    enum Format {
        human,
        json
    }

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; JSON goes to stdout.",
            defaultValue = "human")
    Format format = Format.human;

    boolean isJson() {
        return format == Format.json;
    }
}
