package dev.tensile.run;

import dev.tensile.experiment.Load;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.RequestTemplate;
import java.util.ArrayList;
import java.util.List;

/** The requests of all loads of a plan, numbered in order of declaration: what a sample's endpoint index means. */
public record Endpoints(List<Endpoint> list) {
    /** One request of one load. */
    public record Endpoint(String load, String label) {}

    public Endpoints {
        list = List.copyOf(list);
    }

    public static Endpoints of(Plan plan) {
        List<Endpoint> list = new ArrayList<>();
        for (Load load : plan.experiment().loads()) {
            for (RequestTemplate request : load.requests()) {
                list.add(new Endpoint(load.name(), request.endpoint()));
            }
        }
        return new Endpoints(list);
    }

    /** The index of the first request of a load. */
    public int firstOf(String load) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).load().equals(load)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no load called " + load);
    }

    public boolean belongsTo(int endpoint, String load) {
        return list.get(endpoint).load().equals(load);
    }
}
