package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.load.injector.InjectorEngine.Launch;
import timerbench.settings.Settings;

/**
 * The objects of a run: an Indexed Job, and a headless Service and a Secret that belong to it.
 *
 * @param namespace of all of them
 */
record InjectorObjects(Launch launch, KubernetesSettings settings, String namespace) {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String TIMER_BENCH = "timer-bench";
    static final String RUN = "timer-bench/run";

    /** Annotation of a Job: when it has ended at the latest, and is to be removed. */
    static final String EXPIRES = "timer-bench/expires";

    static final String CONTAINER = "injector";
    static final String FOLDER = "/tmp/injector";

    /** How long an ended Job stays, for whoever looks into it, if its coordinator is gone. */
    private static final Duration AFTER_END = Duration.ofMinutes(10);

    private static final int RECEIVER_PORT = 9000;
    private static final int LIVE_PORT = 9095;
    private static final long GRACE_SECONDS = 5;
    private static final String LIVE_SETTING = Settings.key("live.port");
    private static final String TOKEN_KEY = "token";
    private static final String DIALECT = Settings.key("dialect");
    private static final String DIALECT_FILE = "dialect.conf";
    private static final String GIVEN_FOLDER = "/timer-bench/given";

    /** Returns the name of all objects. */
    String name() {
        return launch.name();
    }

    /** Returns what the pods are given as files or variables: the target's token, and a dialect of the user's. */
    Map<String, byte[]> given() throws IOException {
        Map<String, byte[]> given = new TreeMap<>();
        launch.token().ifPresent(token -> given.put(TOKEN_KEY, token.getBytes(StandardCharsets.UTF_8)));
        if (dialect().isPresent()) {
            given.put(DIALECT_FILE, Files.readAllBytes(dialect().get()));
        }
        return given;
    }

    /** Returns the file of the dialect; empty if it is one that the image has, too. */
    private Optional<Path> dialect() {
        return Optional.ofNullable(launch.settings().get(DIALECT)).map(Path::of).filter(Files::isRegularFile);
    }

    /**
     * Returns the Job. It is suspended: no pod starts before what it needs is there, and whatever happens in between,
     * all of it goes with the Job.
     */
    Job job(Instant now) {
        Instant expires = now.plus(settings.deadline()).plus(AFTER_END).truncatedTo(ChronoUnit.SECONDS);
        return new JobBuilder()
                .withMetadata(
                        metadata().addToAnnotations(EXPIRES, expires.toString()).build())
                .withNewSpec()
                .withSuspend(true)
                .withCompletionMode("Indexed")
                .withCompletions(launch.count())
                .withParallelism(launch.count())
                // An injector is not started again: its load is lost. maxFailedIndexes is not set, since it would end
                // the others, whose parts are still wanted.
                .withBackoffLimitPerIndex(0)
                .withActiveDeadlineSeconds(settings.deadline().toSeconds())
                .withTtlSecondsAfterFinished(Math.toIntExact(AFTER_END.toSeconds()))
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels())
                .endMetadata()
                .withSpec(pod())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec pod() {
        PodSpecBuilder pod = new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withSubdomain(name())
                .withServiceAccountName(settings.serviceAccount().isEmpty() ? null : settings.serviceAccount())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withImagePullSecrets(
                        settings.imagePullSecret().isEmpty()
                                ? List.of()
                                : List.of(new LocalObjectReference(settings.imagePullSecret())))
                .withNodeSelector(settings.nodeLabels())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewTopologySpreadConstraint()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable(settings.spread().whenUnsatisfiable())
                .withNewLabelSelector()
                .addToMatchLabels(RUN, launch.name())
                .endLabelSelector()
                .endTopologySpreadConstraint()
                .withContainers(container())
                // Everything else of the container is read-only.
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .addNewVolume()
                .withName("results")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume();
        if (dialect().isPresent()) {
            pod = pod.addNewVolume()
                    .withName("given")
                    .withNewSecret()
                    .withSecretName(name())
                    // The token is none of them.
                    .addNewItem()
                    .withKey(DIALECT_FILE)
                    .withPath(DIALECT_FILE)
                    .endItem()
                    .endSecret()
                    .endVolume();
        }
        return pod.build();
    }

    private Container container() {
        ContainerBuilder container = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(settings.image())
                .withImagePullPolicy(settings.imagePullPolicy().toString())
                .withArgs(arguments())
                .withEnv(environment())
                .addNewPort()
                .withName("receiver")
                .withContainerPort(RECEIVER_PORT)
                .endPort()
                .withNewResources()
                .withRequests(quantities(settings.cpuRequest(), settings.memoryRequest()))
                .withLimits(quantities(settings.cpuLimit(), settings.memoryLimit()))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("results")
                .withMountPath("/timer-bench/results")
                .endVolumeMount();
        if (isLive()) {
            container = container
                    .addNewPort()
                    .withName("live")
                    .withContainerPort(LIVE_PORT)
                    .endPort();
        }
        if (dialect().isPresent()) {
            container = container
                    .addNewVolumeMount()
                    .withName("given")
                    .withMountPath(GIVEN_FOLDER)
                    .withReadOnly(true)
                    .endVolumeMount();
        }
        return container.build();
    }

    /** Returns the command line of the image's entrypoint. */
    private List<String> arguments() {
        Map<String, String> given = new TreeMap<>();
        launch.settings().forEach((name, value) -> given.put(name, literally(value)));
        given.put(Settings.key("receiver.host"), "0.0.0.0");
        given.put(Settings.key("receiver.port"), String.valueOf(RECEIVER_PORT));
        given.put(Settings.key("receiver.advertise"), "http://$(POD_IP):" + RECEIVER_PORT);
        given.put(Settings.key("injector.index"), "$(JOB_COMPLETION_INDEX)");
        given.put(Settings.key("injector.count"), String.valueOf(launch.count()));
        given.put(Settings.key("injector.folder"), FOLDER);
        // An injector shares its load with nobody, whatever gatling.conf wants.
        given.put(Settings.key("injectors.count"), "1");
        given.put(Settings.key("injector.stay"), settings.stay().toMillis() + "ms");
        if (dialect().isPresent()) {
            given.put(DIALECT, GIVEN_FOLDER + "/" + DIALECT_FILE);
        }
        if (isLive()) {
            given.put(Settings.key("live.host"), "0.0.0.0");
            given.put(LIVE_SETTING, String.valueOf(LIVE_PORT));
        }
        List<String> arguments = new ArrayList<>();
        arguments.add("run");
        arguments.add(launch.simulation().substring(launch.simulation().lastIndexOf('.') + 1));
        given.forEach((name, value) -> arguments.addAll(List.of("-D", name + "=" + value)));
        return arguments;
    }

    /** The kubelet would replace {@code $(NAME)}. */
    private static String literally(String value) {
        return value.replace("$", "$$");
    }

    private boolean isLive() {
        return !launch.settings().getOrDefault(LIVE_SETTING, "").isEmpty();
    }

    private List<EnvVar> environment() {
        List<EnvVar> environment = new ArrayList<>();
        environment.add(new EnvVarBuilder()
                .withName("POD_IP")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("status.podIP")
                .endFieldRef()
                .endValueFrom()
                .build());
        if (launch.token().isPresent()) {
            environment.add(new EnvVarBuilder()
                    .withName("API_TOKEN")
                    .withNewValueFrom()
                    .withNewSecretKeyRef(TOKEN_KEY, name(), false)
                    .endValueFrom()
                    .build());
        }
        if (!settings.jvmArgs().isEmpty()) {
            environment.add(new EnvVarBuilder()
                    .withName("TIMER_BENCH_JVM_ARGS")
                    .withValue(literally(settings.jvmArgs()))
                    .build());
        }
        return environment;
    }

    private static Map<String, Quantity> quantities(String cpu, String memory) {
        Map<String, Quantity> quantities = new TreeMap<>();
        Map.of("cpu", cpu, "memory", memory).forEach((name, value) -> {
            if (!value.isEmpty()) {
                quantities.put(name, new Quantity(value));
            }
        });
        return quantities;
    }

    /** Returns the Service, which gives each pod a name: {@code <job>-<index>.<service>}. */
    Service service(Job owner) {
        return new ServiceBuilder()
                .withMetadata(owned(owner))
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .addToSelector(RUN, launch.name())
                .addNewPort()
                .withName("receiver")
                .withPort(RECEIVER_PORT)
                .endPort()
                .endSpec()
                .build();
    }

    /** Returns the Secret with what the pods are {@link #given}. */
    Secret secret(Job owner, Map<String, byte[]> given) {
        Map<String, String> data = new TreeMap<>();
        given.forEach((name, content) -> data.put(name, Base64.getEncoder().encodeToString(content)));
        return new SecretBuilder()
                .withMetadata(owned(owner))
                .withImmutable(true)
                .withType("Opaque")
                .withData(data)
                .build();
    }

    private ObjectMeta owned(Job owner) {
        OwnerReference reference = new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .build();
        return metadata().withOwnerReferences(reference).build();
    }

    private ObjectMetaBuilder metadata() {
        return new ObjectMetaBuilder().withName(name()).withNamespace(namespace).withLabels(labels());
    }

    private Map<String, String> labels() {
        return new TreeMap<>(Map.of(MANAGED_BY, TIMER_BENCH, RUN, launch.name()));
    }
}
