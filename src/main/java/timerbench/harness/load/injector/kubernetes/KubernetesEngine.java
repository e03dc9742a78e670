package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import timerbench.harness.load.injector.InjectorEngine;
import timerbench.harness.load.injector.RunningInjectors;
import timerbench.settings.Settings;

/**
 * Starts injectors as the pods of an Indexed Job. Which cluster it is, and who asks, the library finds where kubectl
 * does: {@code KUBECONFIG}, {@code ~/.kube/config}, or the service account of the pod that this process runs in.
 */
public final class KubernetesEngine implements InjectorEngine {
    private static final int TIMEOUT_MILLIS = 10_000;

    /** The first pause is 100 ms, and each is twice as long: a cluster may be silent for 3 s. */
    private static final int RETRIES = 5;

    private final KubernetesSettings settings;
    private final Path folder;
    private final Supplier<KubernetesClient> cluster;
    private final Consumer<String> notices;
    private final InstantSource time;

    /**
     * Creates an engine.
     *
     * @param folder gets what each injector printed, in a folder {@code part-<index>}
     * @param cluster makes a connection, which is closed after its use
     * @param notices takes what is found in the cluster
     */
    KubernetesEngine(
            KubernetesSettings settings,
            Path folder,
            Supplier<KubernetesClient> cluster,
            Consumer<String> notices,
            InstantSource time) {
        this.settings = settings;
        this.folder = folder;
        this.cluster = cluster;
        this.notices = notices;
        this.time = time;
    }

    /**
     * Returns the engine of the settings. The cluster is not asked yet.
     *
     * @param folder gets what each injector printed, in a folder {@code part-<index>}
     * @throws timerbench.settings.SettingsException if a setting is wrong
     */
    public static KubernetesEngine of(Settings settings, Path folder) {
        return new KubernetesEngine(
                settings.read("injectors.kubernetes", KubernetesSettings.class),
                folder,
                KubernetesEngine::configured,
                notice -> System.err.println("timer-bench: " + notice),
                InstantSource.system());
    }

    private static KubernetesClient configured() {
        Config found = new ConfigBuilder().build();
        Config config = new ConfigBuilder(found)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                // The API server ends connections of HTTP/2 after some answers, such as 401, and the JDK's client
                // then reports the end instead of the answer.
                .withHttp2Disable(true)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /**
     * Checks that the cluster answers, and grants all rights that are needed; {@link #start} does so, too.
     *
     * @throws IOException if not; the message names all rights that are missing
     */
    public void check() throws IOException {
        try (KubernetesClient client = cluster.get()) {
            check(client, namespace(client));
        }
    }

    private static void check(KubernetesClient client, String namespace) throws IOException {
        if (isDefault(client)) {
            throw new IOException("Kubernetes: no cluster is configured; set KUBECONFIG to a kubeconfig file whose"
                    + " current-context names one");
        }
        List<Right> missing = ApiFailure.named(
                "ask the cluster at " + client.getMasterUrl() + " for rights", () -> Right.missing(client, namespace));
        if (!missing.isEmpty()) {
            throw new IOException("Kubernetes: rights are missing in namespace " + namespace + ": "
                    + missing.stream().map(Right::toString).collect(Collectors.joining(", "))
                    + "; deploy/kubernetes/coordinator/role.yaml grants all that are needed");
        }
    }

    /** Outside of a cluster, the library falls back to an address that only pods know. */
    private static boolean isDefault(KubernetesClient client) {
        return client.getMasterUrl().toString().startsWith(Config.DEFAULT_MASTER_URL)
                && System.getenv("KUBERNETES_SERVICE_HOST") == null;
    }

    private String namespace(KubernetesClient client) {
        return settings.namespace().isEmpty()
                ? Objects.requireNonNullElse(client.getNamespace(), "default")
                : settings.namespace();
    }

    @Override
    public RunningInjectors start(Launch launch) throws IOException {
        KubernetesClient client = cluster.get();
        try {
            InjectorObjects objects = new InjectorObjects(launch, settings, namespace(client));
            check(client, objects.namespace());
            Leftovers.handle(client, objects.namespace(), time.instant(), notices);
            Job job = ApiFailure.named(
                    "create Job " + objects.name(),
                    () -> client.resource(objects.job(time.instant())).create());
            // From here on, closing removes everything.
            KubernetesInjectors injectors = new KubernetesInjectors(client, objects, folder, notices, time);
            try {
                begin(client, objects, job);
                return injectors;
            } catch (IOException e) {
                injectors.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static void begin(KubernetesClient client, InjectorObjects objects, Job job) throws IOException {
        if (!Objects.equals(job.getSpec().getBackoffLimitPerIndex(), 0)) {
            throw new IOException("Kubernetes: the cluster does not know backoffLimitPerIndex of a Job; it must be 1.29"
                    + " or newer");
        }
        create("Service", objects, () -> client.resource(objects.service(job)).create());
        Map<String, byte[]> given = objects.given();
        if (!given.isEmpty()) {
            create(
                    "Secret",
                    objects,
                    () -> client.resource(objects.secret(job, given)).create());
        }
        var unused = ApiFailure.named(
                "start Job " + objects.name(),
                () -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(objects.namespace())
                        .withName(objects.name())
                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":false}}"));
    }

    private static void create(String kind, InjectorObjects objects, Supplier<?> request) throws IOException {
        var unused = ApiFailure.named("create " + kind + " " + objects.name(), request);
    }
}
