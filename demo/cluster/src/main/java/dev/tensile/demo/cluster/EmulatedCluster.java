package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A cluster that is not there: an API server on the loopback with pods, and with the controllers of Chaos Mesh and
 * LitmusChaos. It starts in well under a second, forgets everything when closed, and can be told to misbehave.
 *
 * <p>Safe from any thread. Nothing is authenticated; any token is as good as another.
 */
public final class EmulatedCluster implements AutoCloseable {
    private static final Logger MOCK_SERVER = Logger.getLogger("io.fabric8"); // held, or its level may be forgotten

    private final Store store = new Store();
    private final Nodes nodes = new Nodes();
    private final Pods pods = new Pods(store);
    private final ApiBehaviour api = new ApiBehaviour(store);
    private final ChaosMeshBehaviour chaosMesh = new ChaosMeshBehaviour(this::look);
    private final LitmusBehaviour litmus = new LitmusBehaviour(this::look);
    private final ChaosMeshControllers chaosMeshControllers;
    private final LitmusOperator litmusOperator;
    private final ApiServer server;
    private final KubernetesClient client;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmulatedCluster(int port) {
        Random random = new Random();
        Recorder recorder = new Recorder(store);
        chaosMeshControllers = new ChaosMeshControllers(new Reconciliation.World(
                store,
                chaosMesh,
                new Selection(store, random),
                new Injector(chaosMesh, pods, nodes),
                recorder,
                random));
        litmusOperator = new LitmusOperator(
                new EngineRun.World(store, pods, nodes, recorder, litmus, random, new Loop("litmus-operator")));
        store.observe(chaosMeshControllers);
        store.observe(litmusOperator);
        store.observe(this::podsThatGo);
        store.admitThrough(new ChaosMeshAdmission(chaosMesh));
        pods.addSystem();
        ChaosMeshGroup.addComponents(pods);
        Litmus.addComponents(pods);
        Discovery discovery = new Discovery(api, List.of(new ChaosMeshGroup(chaosMesh), new Litmus(litmus)));
        server = new ApiServer(port, store, discovery, api);
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(kubeconfig()))
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    /** On any free port. */
    public static EmulatedCluster start() {
        return start(0);
    }

    /** @throws IllegalStateException if the port is taken */
    public static EmulatedCluster start(int port) {
        MOCK_SERVER.setLevel(Level.WARNING);
        return new EmulatedCluster(port);
    }

    public URI url() {
        return server.url();
    }

    /** YAML with one context, {@code tensile-rehearsal}. */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: tensile-rehearsal
                  cluster:
                    server: %s
                users:
                - name: rehearsal
                  user:
                    token: not-a-secret
                contexts:
                - name: tensile-rehearsal
                  context:
                    cluster: tensile-rehearsal
                    user: rehearsal
                    namespace: default
                current-context: tensile-rehearsal
                """.formatted(url());
    }

    /**
     * For what somebody else does to the objects. It does not try again by itself, and is closed with the cluster.
     */
    public KubernetesClient client() {
        return client;
    }

    public Pods pods() {
        return pods;
    }

    public ChaosMeshBehaviour chaosMesh() {
        return chaosMesh;
    }

    public LitmusBehaviour litmus() {
        return litmus;
    }

    public ApiBehaviour api() {
        return api;
    }

    /** The account that Litmus' experiments act as, and the definitions of those experiments; of all that hurt pods, if none is named. */
    public void installFromHub(String... experiments) {
        ChaosHub.install(client, experiments.length == 0 ? ChaosHub.POD_EXPERIMENTS : List.of(experiments));
    }

    public void uninstall(String experiment) {
        ChaosHub.uninstall(client, experiment);
    }

    /** The chaos objects that exist now, as {@code NetworkChaos shop/x}, in the order of their text. */
    public List<String> objects() {
        return types().flatMap(type -> store.all(type, "").stream())
                .map(object -> object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                        + object.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static Stream<ResourceType> types() {
        return Stream.concat(Arrays.stream(ChaosKind.values()).map(ChaosKind::type), Stream.of(Litmus.ENGINE));
    }

    /** The truth on the nodes, whatever any status says. */
    public List<Effect> inForce() {
        return nodes.inForce();
    }

    public void onEffect(EffectListener listener) {
        nodes.tell(listener);
    }

    /** All requests so far, in the order of their answers, with those of {@link #client()}. */
    public List<Answered> requests() {
        return server.answered();
    }

    private void podsThatGo(Ref ref, Store.Change change) {
        if (ref.type().equals(ResourceType.POD) && change == Store.Change.DELETED) {
            nodes.gone(ref.key());
        }
    }

    private void look() {
        chaosMeshControllers.look();
        litmusOperator.look();
    }

    /** Closing twice is closing once. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        client.close();
        chaosMeshControllers.close();
        litmusOperator.close();
        server.close();
    }
}
