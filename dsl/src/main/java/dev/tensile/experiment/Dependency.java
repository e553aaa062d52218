package dev.tensile.experiment;

/** A link from a service to something that it needs, and which can be hurt between the two. */
public record Dependency(String name, LocalLink local, SourceRef at) implements Target {
    public Dependency {
        Check.named("the name of a dependency", name);
    }
}
