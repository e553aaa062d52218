import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.concurrent.Executors;

/**
 * Two services on loopback for {@code bench/kill-nine}: the shop asks the stock through the port of a link, which is given; 0 is without a link. Says
 * where both listen, and ends with its standard input.
 */
public final class Shop {
    public static void main(String[] arguments) throws IOException {
        HttpServer stock = open();
        String given = arguments[0].equals("0") ? String.valueOf(stock.getAddress().getPort()) : arguments[0];
        String link = "http://127.0.0.1:" + given + "/";
        stock.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        HttpServer shop = open();
        shop.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        shop.createContext("/buy", exchange -> {
            exchange.sendResponseHeaders(ask(link), -1);
            exchange.close();
        });
        stock.start();
        shop.start();
        System.out.println(shop.getAddress().getPort() + " " + stock.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Until whoever started it has gone.
        }
        System.exit(0);
    }

    private static HttpServer open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newCachedThreadPool());
        return server;
    }

    private static int ask(String link) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(link).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(1_000);
            return connection.getResponseCode();
        } catch (IOException refused) {
            return 502;
        }
    }
}
