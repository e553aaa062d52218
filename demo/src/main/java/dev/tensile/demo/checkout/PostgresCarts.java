package dev.tensile.demo.checkout;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carts in PostgreSQL, through a small pool of connections. */
public final class PostgresCarts implements Carts, AutoCloseable {
    private static final String FIND = "select cart.customer, item.sku, item.quantity, item.unit_cents"
            + " from cart join item on item.cart = cart.id where cart.id = ? order by item.line";
    private static final String USER = "shop";
    private static final int VALID_WITHIN_SECONDS = 1;

    private final HikariDataSource connections;

    public PostgresCarts(DatabaseSettings settings, MeterRegistry registry) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("carts");
        config.setJdbcUrl(settings.url().text());
        config.setUsername(USER);
        config.setReadOnly(true);
        config.setMaximumPoolSize(settings.connections().value());
        config.setConnectionTimeout(settings.connectionWait().toMillis());
        config.setValidationTimeout(settings.connectionWait().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setMetricRegistry(registry);
        config.addDataSourceProperty("connectTimeout", settings.answerSeconds());
        config.addDataSourceProperty("socketTimeout", settings.answerSeconds());
        config.addDataSourceProperty("ApplicationName", "checkout");
        connections = new HikariDataSource(config);
    }

    /** Whether a database lets us in, found out without a pool, which would be slow to notice that it now does. */
    public static boolean answers(DatabaseSettings settings) {
        try (Connection connection = DriverManager.getConnection(settings.url().text(), USER, "")) {
            return connection.isValid(VALID_WITHIN_SECONDS);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public Optional<Cart> find(int id) {
        try (Connection connection = connections.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setInt(1, id);
            try (ResultSet rows = find.executeQuery()) {
                return cart(id, rows);
            }
        } catch (SQLException unavailable) {
            throw new CartsUnavailable(unavailable);
        }
    }

    private static Optional<Cart> cart(int id, ResultSet rows) throws SQLException {
        List<Cart.Item> items = new ArrayList<>();
        String customer = "";
        while (rows.next()) {
            customer = rows.getString("customer");
            items.add(new Cart.Item(rows.getString("sku"), rows.getInt("quantity"), rows.getInt("unit_cents")));
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(new Cart(id, customer, items));
    }

    @Override
    public boolean available() {
        try (Connection connection = connections.getConnection()) {
            return connection.isValid(VALID_WITHIN_SECONDS);
        } catch (SQLException unavailable) {
            return false;
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
