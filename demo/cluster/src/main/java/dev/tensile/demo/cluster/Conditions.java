package dev.tensile.demo.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The four conditions of a chaos object, by the rules that are coded upstream. A reason is never given. */
final class Conditions {
    private Conditions() {}

    /** @param phases of the records; nothing, if none were ever selected */
    static Map<String, String> of(Optional<List<String>> phases, boolean paused) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("Selected", truth(phases.isPresent()));
        conditions.put("AllInjected", truth(all(phases, ChaosRecord.INJECTED)));
        conditions.put("AllRecovered", truth(all(phases, ChaosRecord.NOT_INJECTED)));
        conditions.put("Paused", truth(paused));
        return conditions;
    }

    private static boolean all(Optional<List<String>> phases, String phase) {
        return phases.filter(each -> each.stream().allMatch(phase::equals)).isPresent();
    }

    private static String truth(boolean holds) {
        return holds ? "True" : "False";
    }

    static Map<String, String> written(Map<String, Object> status) {
        Map<String, String> written = new LinkedHashMap<>();
        Tree.maps(status.get("conditions"))
                .forEach(each -> written.put(Tree.text(each, "type"), Tree.text(each, "status")));
        return written;
    }

    /** In random order, because upstream they come out of a Go map. */
    static List<Map<String, Object>> toWrite(Map<String, String> conditions, Random random) {
        List<Map<String, Object>> list = new ArrayList<>();
        conditions.forEach((type, status) -> list.add(Map.of("type", type, "status", status)));
        Collections.shuffle(list, random);
        return list;
    }
}
