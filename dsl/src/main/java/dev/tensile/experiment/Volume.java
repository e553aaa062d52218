package dev.tensile.experiment;

/**
 * Files of a program that a fault is about.
 *
 * @param mount where the volume is mounted: {@code /data}
 * @param files which files under it; {@code **} stands for anything: {@code /data/**}; empty for all
 */
public record Volume(String mount, String files) {
    public Volume {
        if (!mount.startsWith("/")) {
            throw new IllegalArgumentException("a mount point starts with /, was \"" + mount + "\"");
        }
        if (!files.isEmpty() && !files.startsWith("/")) {
            throw new IllegalArgumentException("a path of files starts with /, was \"" + files + "\"");
        }
    }
}
