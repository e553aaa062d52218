package dev.tensile.experiment;

/**
 * A PostgreSQL database on this machine.
 *
 * @param server where it listens
 * @param database its name there
 * @param user who opens sessions; needs no right but to lock the tables that are to be locked
 * @param password of the user; none if the server asks for none
 */
public record LocalDatabase(HostPort server, String database, String user, Secret password) implements Address {
    public LocalDatabase {
        Check.named("the database", database);
        Check.named("the user of a database", user);
    }

    /** From {@code 127.0.0.1:5432/shop}. */
    public static LocalDatabase parse(String text, String user, Secret password) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "a database is written host:port/name, such as 127.0.0.1:5432/shop, was \"" + text + "\"");
        }
        return new LocalDatabase(HostPort.parse(text.substring(0, slash)), text.substring(slash + 1), user, password);
    }

    @Override
    public String toString() {
        return server + "/" + database + " as " + user;
    }
}
