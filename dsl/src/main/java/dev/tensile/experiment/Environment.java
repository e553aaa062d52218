package dev.tensile.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the system under test comes from. */
public sealed interface Environment permits Environment.AlreadyRunning, Environment.DemoShop {
    /** It runs already, and goes on running afterwards. */
    record AlreadyRunning() implements Environment {}

    /** The shop in {@code demo/}: used if it runs, else started for the run and stopped after it. */
    record DemoShop(Map<String, String> settings) implements Environment {
        public DemoShop {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }
}
