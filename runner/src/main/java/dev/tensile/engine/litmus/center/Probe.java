package dev.tensile.engine.litmus.center;

/** A look at the system that a fault takes while it is at work. There are these four kinds. */
public sealed interface Probe {
    /** Unique in a project. */
    String name();

    ProbeTiming timing();

    <R> R match(Cases<R> cases);

    /** An answer for each kind. */
    interface Cases<R> {
        R http(Http probe);

        R command(Command probe);

        R prometheus(Prometheus probe);

        R kubernetes(Kubernetes probe);
    }

    /**
     * Asks with GET, or with POST if there is a body. It has no initial delay and checks certificates: ChaosCenter loses both
     * settings on the way.
     *
     * @param criteria of the status, {@code ==}, {@code !=} or {@code oneOf}
     */
    record Http(
            String name,
            ProbeTiming timing,
            String url,
            String criteria,
            String responseCode,
            String contentType,
            String body)
            implements Probe {
        public Http {
            requireName(name);
        }

        public static Http get(String name, ProbeTiming timing, String url, String responseCode) {
            return new Http(name, timing, url, "==", responseCode, "", "");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.http(this);
        }
    }

    /** Runs a command in the fault's own pod. */
    record Command(String name, ProbeTiming timing, String command, ProbeComparator comparator) implements Probe {
        public Command {
            requireName(name);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.command(this);
        }
    }

    /** @param query with single quotes only: it is run by a shell, between double quotes; its result is one number */
    record Prometheus(String name, ProbeTiming timing, String endpoint, String query, ProbeComparator comparator)
            implements Probe {
        public Prometheus {
            requireName(name);
            if (!isSafeInAShell(query)) {
                throw new IllegalArgumentException(
                        "a PromQL query must have none of \" $ ` \\ in it, use single quotes; was " + query);
            }
        }

        /** Whether it stays what it is between double quotes. */
        static boolean isSafeInAShell(String query) {
            return query.chars().noneMatch(letter -> "\"$`\\".indexOf(letter) >= 0);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.prometheus(this);
        }
    }

    /** Whether an object is there, or is made or removed. */
    record Kubernetes(
            String name,
            ProbeTiming timing,
            String group,
            String version,
            String resource,
            String namespace,
            String labelSelector,
            Operation operation)
            implements Probe {
        /** In Litmus' words, lower case. */
        public enum Operation {
            PRESENT,
            ABSENT,
            CREATE,
            DELETE
        }

        public Kubernetes {
            requireName(name);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.kubernetes(this);
        }
    }

    private static void requireName(String name) {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw new IllegalArgumentException("a probe's name must be a DNS label, was \"" + name + "\"");
        }
    }
}
