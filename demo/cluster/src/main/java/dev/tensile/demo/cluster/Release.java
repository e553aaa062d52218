package dev.tensile.demo.cluster;

/** How old the installed Chaos Mesh is, as far as a client can tell. */
public enum Release {
    CURRENT,

    /** The value that a JVMChaos returns is called {@code value}, not yet {@code returnValue}. */
    BEFORE_2_8,

    /** Records have neither {@code injectedCount} nor {@code recoveredCount} nor {@code events}, either. */
    BEFORE_2_3;

    boolean countsInRecords() {
        return this != BEFORE_2_3;
    }

    String jvmReturnField() {
        return this == CURRENT ? "returnValue" : "value";
    }
}
