package dev.tensile.engine.local;

import dev.tensile.experiment.HostPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A real server, with a table of carts. */
public final class RealPostgres implements AutoCloseable {
    private final EmbeddedPostgres server;

    public RealPostgres() throws IOException, SQLException {
        Path folder = Files.createDirectories(Path.of("target", "postgres")).toAbsolutePath();
        System.setProperty("ot.epg.working-dir", folder.toString());
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "30")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("fsync", "off")
                .start();
        try (Connection direct = direct()) {
            execute(direct, "create table carts (id int primary key, items int not null)");
            execute(direct, "insert into carts select i, 0 from generate_series(1, 100) i");
        }
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", server.getPort());
    }

    /** Past any link. */
    public Connection direct() throws SQLException {
        return connect(address(), "tensile-test-direct");
    }

    /** By way of a link, or not; without TLS. */
    public static Connection connect(HostPort to, String name, String... properties) throws SQLException {
        return connect(to, "postgres", name, properties);
    }

    /** With a database of that server. */
    public static Connection connect(HostPort to, String database, String name, String[] properties)
            throws SQLException {
        Properties all = new Properties();
        all.setProperty("user", "postgres");
        all.setProperty("ApplicationName", name);
        all.setProperty("connectTimeout", "10");
        all.setProperty("socketTimeout", "20");
        for (int i = 0; i + 1 < properties.length; i += 2) {
            all.setProperty(properties[i], properties[i + 1]);
        }
        return DriverManager.getConnection("jdbc:postgresql://" + to.host() + ":" + to.port() + "/" + database, all);
    }

    public static void execute(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column, joined by commas. */
    public static String ask(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return String.join(",", all);
        }
    }

    /** What it is told, asked past any link. */
    public String ask(String sql) throws SQLException {
        try (Connection direct = direct()) {
            return ask(direct, sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
