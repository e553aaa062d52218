package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JvmHarm;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** JVMChaos: an agent with Byteman in the target's virtual machine, listening on its port 9277. */
final class Jvm {
    private Jvm() {}

    static String action(JvmHarm harm) {
        if (harm instanceof JvmHarm.SlowMethod) {
            return "latency";
        }
        if (harm instanceof JvmHarm.ThrowFrom) {
            return "exception";
        }
        if (harm instanceof JvmHarm.ReturnFrom) {
            return "return";
        }
        if (harm instanceof JvmHarm.CollectGarbage) {
            return "gc";
        }
        if (harm instanceof JvmHarm.Rule) {
            return "ruleData";
        }
        boolean stress = harm instanceof JvmHarm.BurnCpu || harm instanceof JvmHarm.FillMemory;
        return stress ? "stress" : "mysql";
    }

    static Map<String, Object> settings(JvmHarm harm, Intensity intensity) {
        if (harm instanceof JvmHarm.SlowMethod slow) {
            return with(method(slow.method()), "latency", millis(intensity));
        }
        if (harm instanceof JvmHarm.ThrowFrom from) {
            return with(method(from.method()), "exception", from.exception());
        }
        if (harm instanceof JvmHarm.ReturnFrom from) {
            return with(method(from.method()), "returnValue", from.value());
        }
        if (harm instanceof JvmHarm.BurnCpu burn) {
            return Words.map("cpuCount", burn.threads());
        }
        if (harm instanceof JvmHarm.FillMemory fill) {
            return Words.map("memType", fill.area().name().toLowerCase(Locale.ROOT));
        }
        if (harm instanceof JvmHarm.Rule rule) {
            return Words.map("ruleData", rule.byteman());
        }
        if (harm instanceof JvmHarm.SlowSql slow) {
            return with(statements(slow.statements()), "latency", millis(intensity));
        }
        return harm instanceof JvmHarm.FailSql fail
                ? with(statements(fail.statements()), "exception", fail.message())
                : Map.of();
    }

    private static Map<String, Object> method(JvmHarm.Method method) {
        return Words.map("class", method.type(), "method", method.name());
    }

    private static Map<String, Object> statements(JvmHarm.Sql sql) {
        Map<String, Object> map = Words.map("mysqlConnectorVersion", String.valueOf(sql.connector()));
        put(map, "database", sql.database());
        put(map, "table", sql.table());
        put(map, "sqlType", sql.sort());
        return map;
    }

    private static void put(Map<String, Object> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    private static long millis(Intensity intensity) {
        long millis = ((Intensity.Delay) intensity).delay().toMillis();
        if (millis < 1) {
            throw new CannotDo("JVMChaos delays by whole milliseconds, not by " + intensity, "ask for at least 1 ms");
        }
        return millis;
    }
}
