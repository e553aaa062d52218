package dev.tensile.experiment;

/** What happens inside a Java virtual machine. */
public sealed interface JvmHarm
        permits JvmHarm.SlowMethod,
                JvmHarm.ThrowFrom,
                JvmHarm.ReturnFrom,
                JvmHarm.CollectGarbage,
                JvmHarm.BurnCpu,
                JvmHarm.FillMemory,
                JvmHarm.Rule,
                JvmHarm.SlowSql,
                JvmHarm.FailSql {
    /** The word for it in plans and reports. */
    String kind();

    /** Whether it needs a delay. */
    default boolean isSlow() {
        return false;
    }

    /** A method, as {@code com.shop.Payments#pay}. */
    record Method(String type, String name) {
        public Method {
            Check.named("a class", type);
            Check.named("a method", name);
        }

        /** Reads {@code com.shop.Payments#pay}. */
        public static Method parse(String text) {
            int hash = text.indexOf('#');
            if (hash < 1 || hash == text.length() - 1) {
                throw new IllegalArgumentException(
                        "a method is written with its class, as com.shop.Payments#pay, was \"" + text + "\"");
            }
            return new Method(text.substring(0, hash), text.substring(hash + 1));
        }

        @Override
        public String toString() {
            return type + "#" + name;
        }
    }

    /** Calls of a method take longer. */
    record SlowMethod(Method method) implements JvmHarm {
        @Override
        public String kind() {
            return "slow " + method;
        }

        @Override
        public boolean isSlow() {
            return true;
        }
    }

    /** @param exception as written in Java: {@code java.io.IOException("gone")} */
    record ThrowFrom(Method method, String exception) implements JvmHarm {
        public ThrowFrom {
            Check.named("an exception", exception);
        }

        @Override
        public String kind() {
            return "exception from " + method;
        }
    }

    /** @param value as written in Java: {@code "9999"}, {@code true}, {@code null} */
    record ReturnFrom(Method method, String value) implements JvmHarm {
        public ReturnFrom {
            Check.named("a value to return", value);
        }

        @Override
        public String kind() {
            return "changed result of " + method;
        }
    }

    /** A garbage collection, once. */
    record CollectGarbage() implements JvmHarm {
        @Override
        public String kind() {
            return "garbage collection";
        }
    }

    /** Busy threads. */
    record BurnCpu(int threads) implements JvmHarm {
        public BurnCpu {
            if (threads < 1) {
                throw new IllegalArgumentException("busy threads must be at least 1, was " + threads);
            }
        }

        @Override
        public String kind() {
            return "busy JVM threads";
        }
    }

    /** Memory of the virtual machine runs full, until it throws {@code OutOfMemoryError}. */
    record FillMemory(Area area) implements JvmHarm {
        /** Which memory. */
        public enum Area {
            HEAP,
            STACK
        }

        @Override
        public String kind() {
            return "full JVM " + area.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param byteman a rule of Byteman, as its manual says */
    record Rule(String byteman) implements JvmHarm {
        public Rule {
            Check.named("a Byteman rule", byteman);
        }

        @Override
        public String kind() {
            return "Byteman rule";
        }
    }

    /**
     * Which statements, as MySQL's driver sees their text.
     *
     * @param connector 5 or 8, the major version of MySQL Connector/J; other databases and drivers are not covered
     * @param database matches only statements that name it; empty for any
     * @param table empty for any
     * @param sort {@code select}, {@code insert}, {@code update}, {@code delete}, {@code replace}; empty for any
     */
    record Sql(int connector, String database, String table, String sort) {
        public Sql {
            if (connector != 5 && connector != 8) {
                throw new IllegalArgumentException(
                        "only MySQL Connector/J 5 and 8 are covered, not " + connector + " or other drivers");
            }
            if (!sort.matches("|select|insert|update|delete|replace")) {
                throw new IllegalArgumentException(
                        "a sort of statement is select, insert, update, delete or replace, was \"" + sort + "\"");
            }
        }
    }

    /** Statements to MySQL take longer. */
    record SlowSql(Sql statements) implements JvmHarm {
        @Override
        public String kind() {
            return "slow SQL";
        }

        @Override
        public boolean isSlow() {
            return true;
        }
    }

    /** @param message of the exception that statements to MySQL fail with */
    record FailSql(Sql statements, String message) implements JvmHarm {
        public FailSql {
            Check.named("the message of an SQL failure", message);
        }

        @Override
        public String kind() {
            return "failing SQL";
        }
    }
}
