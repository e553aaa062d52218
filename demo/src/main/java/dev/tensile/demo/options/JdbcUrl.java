package dev.tensile.demo.options;

/** Where a PostgreSQL database is, as its driver wants to be told. */
public record JdbcUrl(String text) {
    private static final String PREFIX = "jdbc:postgresql://";

    public JdbcUrl {
        if (!text.startsWith(PREFIX) || text.length() == PREFIX.length()) {
            throw new IllegalArgumentException(
                    "a database looks like " + PREFIX + "127.0.0.1:5433/shop, was '" + text + "'");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
