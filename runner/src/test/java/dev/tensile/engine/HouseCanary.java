package dev.tensile.engine;

import dev.tensile.cli.Main;
import dev.tensile.engine.litmus.center.ChaosCenter;
import java.io.IOException;
import java.net.Socket;
import java.sql.DriverManager;
import java.sql.SQLException;
import okhttp3.OkHttpClient;
import picocli.CommandLine;

/** Breaks every rule of {@code HouseTest}, and is never called: a rule that does not see it sees nothing. */
final class HouseCanary {
    private HouseCanary() {}

    static void breakEveryRule() throws IOException, SQLException {
        DriverManager.getConnection("").close();
        new Socket().close();
        ProcessHandle.current().destroy();
        System.out.println(
                CommandLine.class + " and " + Main.class + " and " + ChaosCenter.class + " and " + OkHttpClient.class);
        System.exit(1);
    }
}
