package dev.tensile.cli;

import java.nio.file.Path;

/** Where the parts of this installation are; the launcher tells. */
final class Home {
    private Home() {}

    /** The folder with the jars of the demo shop. */
    static Path demo() {
        return Path.of(System.getProperty("tensile.demo", "demo/target/dist/lib"))
                .toAbsolutePath();
    }

    /** The folder with the jars of the emulated cluster. */
    static Path cluster() {
        return Path.of(System.getProperty("tensile.demo.cluster", "demo/cluster/target/dist/lib"))
                .toAbsolutePath();
    }

    static String version() {
        String version = Home.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
