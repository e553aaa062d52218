package dev.tensile.engine.local;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The link process. Arguments: {@code [--exit-with-parent <pid>] <listen> <upstream> …}. It says on its standard output in
 * one line of JSON whether it can work, and nothing more. With {@code --exit-with-parent} it ends when its standard input
 * does; otherwise when it is asked to on a control socket, or by SIGTERM. Whoever starts it puts it into a session of its own,
 * so that a Ctrl-C in the terminal reaches the run first.
 */
final class LinkMain {
    private LinkMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> rest = new ArrayList<>(List.of(arguments));
        long parent = 0;
        if (rest.get(0).equals("--exit-with-parent")) {
            parent = Long.parseLong(rest.get(1));
            rest.subList(0, 2).clear();
        }
        List<LocalLink> links = new ArrayList<>();
        for (int i = 0; i + 1 < rest.size(); i += 2) {
            links.add(new LocalLink(HostPort.parse(rest.get(i)), HostPort.parse(rest.get(i + 1))));
        }
        System.exit(run(links, parent));
    }

    private static int run(List<LocalLink> links, long parent) throws InterruptedException {
        LinkHost host;
        try {
            host = LinkHost.open(links, parent);
        } catch (IOException | RuntimeException e) {
            System.out.println(Wire.write(new Wire.Ready(false, String.valueOf(e.getMessage()), mend(e))));
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(host::close, "tensile-link-close"));
        if (parent != 0) {
            Thread watch = new Thread(() -> stopAtEndOfInput(host), "tensile-link-parent");
            watch.setDaemon(true);
            watch.start();
        }
        System.out.println(Wire.write(new Wire.Ready(true, "", "")));
        host.awaitStop();
        host.close();
        return 0;
    }

    private static String mend(Exception failure) {
        return failure instanceof LinkHost.PortTaken
                ? "stop the program that listens there (on Linux, `ss -ltnp` shows which), or let the link listen elsewhere"
                : "see that the state folder can be written to (TENSILE_STATE names it)";
    }

    private static void stopAtEndOfInput(LinkHost host) {
        try {
            while (System.in.read() >= 0) {
                // Whatever the parent says, only its end means something.
            }
        } catch (IOException e) {
            // The pipe is gone, and so is the parent.
        }
        host.askToStop();
    }
}
