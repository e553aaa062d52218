package dev.tensile.demo.options;

/** A TCP port; 0 lets the system choose a free one. */
public record Port(int number) {
    public Port {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException("a port must be in 0..65535, was " + number);
        }
    }

    static Port parse(String text) {
        return new Port(Count.number("a port", text));
    }
}
