package dev.tensile.shop;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.Target;
import dev.tensile.process.ChildJvm;
import dev.tensile.process.ProcessId;
import dev.tensile.process.StateFolder;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The shop as processes: database, payments, checkout, of which the first two are keepers of what experiments end. Checkout reaches the other two directly, or through links, which are
 * not part of the shop.
 */
public final class DemoShop {
    /** The first of its five ports; another one, by {@code -Dtensile.demo.port}, suits scripts that say so too. */
    private static final int FIRST_PORT = Integer.getInteger("tensile.demo.port", 18080);

    public static final HostPort CHECKOUT = port(0);
    public static final HostPort PAYMENTS = port(1);
    public static final HostPort PAYMENTS_LINK = port(2);
    public static final HostPort DATABASE = port(3);
    public static final HostPort DATABASE_LINK = port(4);

    /** What a script may set of checkout, and what it is unless set. */
    public static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("payment-timeout", "1s"),
            Map.entry("payment-attempts", "1"),
            Map.entry("names-at", ""),
            Map.entry("name-memory", "1h"),
            Map.entry("workers", "24"),
            Map.entry("database-connections", "10"),
            Map.entry("connection-timeout", "1s"),
            Map.entry("database-timeout", "2s"),
            Map.entry("database-kept", "false"),
            Map.entry("breaker-calls", "20"),
            Map.entry("breaker-failures", "50%"),
            Map.entry("breaker-slow-calls", "50%"),
            Map.entry("breaker-open", "5s"),
            Map.entry("breaker-trials", "10"));

    /** What the provider is called where checkout asks a resolver for it. */
    private static final String PAYMENTS_NAME = "payments.shop";

    /** Calls that the breaker looks back on, unless it must see more before it may open. */
    private static final int BREAKER_WINDOW = 100;

    /** The largest heap of a process of the shop, and of one that only keeps another. */
    private static final int MEGABYTES = 256;

    private static final int KEEPER_MEGABYTES = 32;
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final List<String> NAMES = List.of("database", "payments", "checkout");

    /**
     * Where checkout finds what it needs.
     *
     * @param payments the provider itself, or a link to it
     * @param database the database itself, or a link to it
     */
    public record Ways(HostPort payments, HostPort database) {
        /** Through the links that {@code tensile demo up} opens. */
        public static final Ways LINKED = new Ways(PAYMENTS_LINK, DATABASE_LINK);

        /** Through the links that an experiment declares; directly to what it declares none for. */
        public static Ways of(Collection<Target> targets) {
            return new Ways(to(PAYMENTS, targets), to(DATABASE, targets));
        }

        private static HostPort to(HostPort upstream, Collection<Target> targets) {
            return targets.stream()
                    .filter(Dependency.class::isInstance)
                    .flatMap(target -> ((Dependency) target).local().stream())
                    .filter(link -> link.upstream().equals(upstream))
                    .map(LocalLink::listen)
                    .findFirst()
                    .orElse(upstream);
        }
    }

    /** How long the shop lives. */
    public enum Lifetime {
        /** It ends when the process that started it ends, however that ends. */
        WITH_PARENT,
        /** It goes on until it is stopped. */
        UNTIL_STOPPED
    }

    private final Path classes;
    private final ShopFolder folder;
    private final List<Process> children = new CopyOnWriteArrayList<>();

    /** @param classes the folder with the jars of the demo */
    public DemoShop(Path classes) {
        this(classes, new ShopFolder(StateFolder.path().resolve("demo")));
    }

    DemoShop(Path classes, ShopFolder folder) {
        this.classes = classes;
        this.folder = folder;
    }

    /** How another process ends it. */
    public Undo undo() {
        return new Undo("demo", "processes", Map.of("folder", folder.path().toString()));
    }

    /** Ends the shop that an undo is about. */
    public static Verification undo(Undo undo) {
        Path folder = Path.of(String.valueOf(undo.handle().get("folder")));
        List<String> left = new ShopFolder(folder).clear();
        return left.isEmpty()
                ? new Verification("the demo shop", Restoration.VERIFIED, "no process of it is running")
                : new Verification(
                        "the demo shop",
                        Restoration.RESIDUE,
                        "still running: " + String.join(", ", left) + "; end them by id");
    }

    /** The processes of it that are alive, by name. */
    public Map<String, ProcessId> alive() {
        return folder.alive();
    }

    public boolean isUp() {
        return alive().keySet().containsAll(NAMES);
    }

    /** How its database is started again by somebody who has ended it. */
    public Path startDatabase() {
        return folder.data().resolve("postgres.start");
    }

    /** What it was started with. */
    public Map<String, String> settings() {
        return withDefaults(folder.settings());
    }

    public static Map<String, String> withDefaults(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(DEFAULTS);
        all.putAll(settings);
        return all;
    }

    /**
     * Starts it; what was left of an earlier one is cleared first. Checkout gets ready when its links are open:
     * {@link #awaitReady()}.
     *
     * @throws EngineException if it does not get ready, or a setting is not one of {@link #DEFAULTS}; then nothing of it is left running
     */
    public void start(Map<String, String> settings, Ways ways, Lifetime lifetime) {
        if (!Files.isDirectory(classes)) {
            throw new EngineException(
                    Category.ENVIRONMENT,
                    "the demo shop is not built: there is no " + classes,
                    "run ./mvnw -q package -DskipTests",
                    null);
        }
        mustBeKnown(settings.keySet());
        mustBeGone(folder.clear());
        try {
            folder.rememberSettings(settings); // makes the folder
            launch("database", lifetime, database(withDefaults(settings)));
            launchKept("payments", lifetime, List.of("--port", port(PAYMENTS)));
            awaitReady("database");
            launch("checkout", lifetime, checkout(ways, withDefaults(settings)));
            awaitReady("payments");
        } catch (RuntimeException failed) {
            folder.clear();
            throw failed;
        }
    }

    /** @throws EngineException if checkout does not get ready; then nothing of the shop is left running */
    public void awaitReady() {
        try {
            awaitReady("checkout");
        } catch (RuntimeException failed) {
            folder.clear();
            throw failed;
        }
    }

    private static void mustBeKnown(Set<String> settings) {
        for (String name : settings) {
            if (!DEFAULTS.containsKey(name)) {
                throw new EngineException(
                        Category.ENVIRONMENT,
                        "the demo shop has no setting \"" + name + "\"",
                        "it has " + String.join(", ", new TreeSet<>(DEFAULTS.keySet())),
                        null);
            }
        }
    }

    private static void mustBeGone(List<String> left) {
        if (!left.isEmpty()) {
            throw new EngineException(
                    Category.ENVIRONMENT,
                    "an earlier demo shop cannot be ended: " + String.join(", ", left) + " is still there",
                    "end these processes by id, then run it again",
                    null);
        }
    }

    private List<String> database(Map<String, String> settings) {
        boolean kept = Boolean.parseBoolean(settings.get("database-kept"));
        return List.of(
                "--port", port(DATABASE), "--data", folder.data().toString(), "--when-ended", kept ? "again" : "wait");
    }

    private static List<String> checkout(Ways ways, Map<String, String> settings) {
        Map<String, String> options = new TreeMap<>(settings);
        options.remove("database-kept");
        boolean byName = !settings.getOrDefault("names-at", "").isEmpty();
        if (!byName) {
            options.keySet().removeAll(List.of("names-at", "name-memory"));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--port",
                port(CHECKOUT),
                "--payments",
                "http://" + (byName ? PAYMENTS_NAME + ":" + port(ways.payments()) : ways.payments()),
                "--database",
                "jdbc:postgresql://" + ways.database() + "/shop"));
        String calls = String.valueOf(options.remove("breaker-calls"));
        options.put("breaker-minimum-calls", calls);
        options.put("breaker-window", Integer.toString(Math.max(BREAKER_WINDOW, Integer.parseInt(calls))));
        options.forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
        return arguments;
    }

    /** Stops it; returns what could not be stopped. */
    public List<String> stop() {
        children.forEach(DemoShop::closeInput);
        return folder.clear();
    }

    /** Tells a child that lives with its parent to end. */
    private static void closeInput(Process child) {
        try {
            child.getOutputStream().close();
        } catch (IOException gone) {
            child.destroy();
        }
    }

    private static HostPort port(int index) {
        return new HostPort("127.0.0.1", FIRST_PORT + index);
    }

    private static String port(HostPort address) {
        return Integer.toString(address.port());
    }

    private void launch(String name, Lifetime lifetime, List<String> arguments) {
        start(name, lifetime, jvm(name, MEGABYTES, options(lifetime, arguments)));
    }

    /** With a process of its own that starts it again whenever somebody ends it, as a service manager would. */
    private void launchKept(String name, Lifetime lifetime, List<String> arguments) {
        List<String> kept = new ArrayList<>(List.of("--"));
        kept.addAll(jvm(name, MEGABYTES, options(Lifetime.WITH_PARENT, arguments))
                .builder()
                .command());
        start(name, lifetime, jvm("keeper", KEEPER_MEGABYTES, options(lifetime, kept)));
    }

    private static List<String> options(Lifetime lifetime, List<String> arguments) {
        List<String> all =
                new ArrayList<>(lifetime == Lifetime.WITH_PARENT ? List.of("--exit-with-parent") : List.of());
        all.addAll(arguments);
        return all;
    }

    private ChildJvm jvm(String name, int megabytes, List<String> arguments) {
        String main = "dev.tensile.demo." + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Main";
        return new ChildJvm(classes.resolve("*").toString(), main, megabytes, List.of(), arguments);
    }

    private void start(String name, Lifetime lifetime, ChildJvm jvm) {
        ProcessBuilder builder = jvm.builder();
        builder.redirectErrorStream(true).redirectOutput(folder.log(name).toFile());
        if (lifetime == Lifetime.UNTIL_STOPPED) {
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        }
        try {
            children.add(folder.start(name, builder));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot start the demo's " + name, refused);
        }
    }

    private void awaitReady(String name) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!folder.isReady(name)) {
            if (!folder.alive().containsKey(name)) {
                throw notReady("the demo's " + name + " ended before it was ready: " + folder.lastWords(name));
            }
            if (System.nanoTime() > deadline) {
                throw notReady("the demo's " + name + " was not ready after " + READY_WITHIN.toSeconds() + " s: "
                        + folder.lastWords(name));
            }
            pause();
        }
    }

    private static EngineException notReady(String what) {
        return new EngineException(
                Category.ENVIRONMENT,
                what,
                "free the ports " + CHECKOUT.port() + " to " + DATABASE_LINK.port()
                        + ", or look at what it said above; tensile demo down clears what is left",
                null);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notReady("interrupted while the demo started");
        }
    }
}
