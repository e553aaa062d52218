package dev.tensile.experiment;

/** Where one kind of engine finds a target. A target has at most one of each. */
public sealed interface Address permits LocalLink, LocalProgram, LocalResolver, LocalDatabase, KubernetesLink, Pods {}
