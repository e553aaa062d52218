package dev.tensile.experiment;

/**
 * Files of a program that a fault is about.
 *
 * @param mount where the volume is mounted: {@code /data}
 * @param files which files under it; {@code **} stands for anything: {@code /data/**}; empty for all
 */
public record Volume(String mount, String files) {
    public Volume {
        mustBeAbsolute("a mount point", mount);
        if (!files.isEmpty() && !files.startsWith("/")) {
            throw new IllegalArgumentException("a path of files starts with /, was \"" + files + "\"");
        }
    }

    static void mustBeAbsolute(String what, String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(what + " starts with /, was \"" + path + "\"");
        }
    }
}
