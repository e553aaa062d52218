package dev.tensile.engine.local.host;

import dev.tensile.process.ProcessId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The watchdog process. Its argument is the lease of the run. It is asked on its standard input and answers on its standard
 * output, a line of JSON each; when its input ends, or it is asked to end, it takes everything back.
 */
final class HostMain {
    private HostMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Watchdog watchdog = new Watchdog(arguments[0]);
        watchdog.start(ProcessHandle.current().parent().map(ProcessId::of).orElseGet(ProcessId::current));
        Runtime.getRuntime().addShutdownHook(new Thread(watchdog::endSurely, "tensile-watchdog-end"));
        System.out.println("{\"ready\":true}");
        try (BufferedReader asks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            boolean asked = true;
            while (asked) {
                String line = asks.readLine();
                asked = line != null && answer(watchdog, HostWire.read(line, HostWire.Ask.class));
            }
        }
        System.exit(0);
    }

    private static boolean answer(Watchdog watchdog, HostWire.Ask ask) throws InterruptedException {
        System.out.println(HostWire.write(watchdog.answer(ask)));
        return ask.verb() != HostWire.Verb.END;
    }
}
