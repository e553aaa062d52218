package dev.tensile.engine.local.database;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.experiment.LocalDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A database server with which sessions are opened. The password is read for each of them, and not kept. */
final class Server {
    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 15;
    private static final int WITH_IDLE_TIMEOUT = 14;

    private final LocalDatabase database;
    private final Function<String, @Nullable String> environment;

    /** @param environment what a variable holds; null if it is not set */
    Server(LocalDatabase database, Function<String, @Nullable String> environment) {
        this.database = database;
        this.environment = environment;
    }

    LocalDatabase database() {
        return database;
    }

    Connection open(String application) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {database.server().host()});
        source.setPortNumbers(new int[] {database.server().port()});
        source.setDatabaseName(database.database());
        source.setUser(database.user());
        source.setApplicationName(application);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        String variable = database.password().variable();
        if (!variable.isEmpty()) {
            source.setPassword(password(variable));
        }
        return source.getConnection();
    }

    /** A session that the server ends by itself when the limit has passed, whatever becomes of us. */
    Connection open(String application, Duration limit) throws SQLException {
        Connection session = open(application);
        try {
            execute(session, "set idle_in_transaction_session_timeout = " + limit.toMillis());
            if (session.getMetaData().getDatabaseMajorVersion() >= WITH_IDLE_TIMEOUT) {
                execute(session, "set idle_session_timeout = " + limit.toMillis());
            }
            return session;
        } catch (SQLException failed) {
            closeQuietly(session);
            throw failed;
        }
    }

    private String password(String variable) {
        String password = environment.apply(variable);
        if (password == null) {
            throw new EngineException(
                    Category.ENVIRONMENT,
                    "the password for " + database + " is to be in the environment variable " + variable
                            + ", which is not set",
                    "set it where Tensile runs: export " + variable + "=…",
                    null);
        }
        return password;
    }

    static void execute(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One number. */
    static long ask(Connection on, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    static void closeQuietly(Connection session) {
        try {
            session.close();
        } catch (SQLException gone) {
            return; // what is gone is closed
        }
    }
}
