package dev.tensile.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** How busy the whole machine is. */
final class HostLoad {
    private HostLoad() {}

    /** Share of all processors that was busy lately, 0 to 1; -1 if the system does not tell. */
    static double cpuBusy() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean detailed ? detailed.getCpuLoad() : -1;
    }
}
