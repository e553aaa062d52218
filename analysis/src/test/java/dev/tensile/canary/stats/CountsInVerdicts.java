package dev.tensile.canary.stats;

/** What makes the cycle with {@code dev.tensile.canary.verdict}. */
public record CountsInVerdicts(int count) {}
