package dev.tensile.experiment;

/** A way in which a system protects itself, and where it is looked for. */
public sealed interface Mechanism
        permits Mechanism.Breaker,
                Mechanism.Retries,
                Mechanism.Timeouts,
                Mechanism.Fallback,
                Mechanism.Bulkhead,
                Mechanism.RateLimit,
                Mechanism.Recovery {
    /** The name of the load or dependency that it is about; empty for the whole system. */
    String about();

    /** Its name in tables, such as {@code breaker of payments}. */
    String label();

    /** Calls to a dependency that fails are not made for a while. */
    record Breaker(String dependency) implements Mechanism {
        @Override
        public String about() {
            return dependency;
        }

        @Override
        public String label() {
            return "breaker of " + dependency;
        }
    }

    /** Calls to a dependency that failed are made again. */
    record Retries(String dependency) implements Mechanism {
        @Override
        public String about() {
            return dependency;
        }

        @Override
        public String label() {
            return "retries of " + dependency;
        }
    }

    /** Whoever waits for something that does not come gives up. */
    record Timeouts(String load) implements Mechanism {
        @Override
        public String about() {
            return load;
        }

        @Override
        public String label() {
            return "timeouts of " + load;
        }
    }

    /** Who cannot get the full answer gets a degraded one, as told by the load's {@code degradedWhen}. */
    record Fallback(String load) implements Mechanism {
        @Override
        public String about() {
            return load;
        }

        @Override
        public String label() {
            return "fallback of " + load;
        }
    }

    /**
     * What one request needs is not used up by another: a pool, a queue, a thread each.
     *
     * @param path of the requests that must not suffer, without the query; all those that use another path may
     */
    record Bulkhead(String load, String path) implements Mechanism {
        public Bulkhead {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("the path of a bulkhead starts with /, was \"" + path + "\"");
            }
        }

        @Override
        public String about() {
            return load;
        }

        @Override
        public String label() {
            return "bulkhead around " + path + " of " + load;
        }
    }

    /** More than so many requests a second are turned away. */
    record RateLimit(String load) implements Mechanism {
        @Override
        public String about() {
            return load;
        }

        @Override
        public String label() {
            return "rate limit of " + load;
        }
    }

    /** The system comes back by itself once the last fault is lifted. */
    record Recovery() implements Mechanism {
        @Override
        public String about() {
            return "";
        }

        @Override
        public String label() {
            return "recovery";
        }
    }
}
