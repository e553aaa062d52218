package dev.tensile.engine;

import dev.tensile.experiment.Dose;
import java.time.Duration;

/**
 * What an engine is told to put in force.
 *
 * @param rung from 1
 * @param number which dose of the rung, from 0
 * @param timeLimit after which the engine reverts by itself, counted from when it is in force
 * @param seed of the blast radius and of jitter
 */
public record DoseOrder(int rung, int number, Dose dose, Duration timeLimit, long seed) {}
