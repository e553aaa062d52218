package dev.tensile.run;

/** On which side of a blast radius a request was. The order is that of the sample file. */
public enum Cohort {
    /** No fault was in force, or its radius cannot be told from a request. */
    NONE,
    /** Inside the radius. */
    TARGET,
    /** Outside the radius while a fault was in force. */
    CONTROL
}
