package dev.tensile.cli;

/** A number of things: {@code 1 rung}, {@code 3 rungs}. */
final class Plural {
    private Plural() {}

    static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
