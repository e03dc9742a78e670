package timerbench.harness.load.injector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.injector.InjectorEngine.Launch;
import timerbench.harness.load.injector.RunningInjectors;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;
import timerbench.harness.run.Golden;
import timerbench.settings.Settings;

class KubernetesEngineTest {
    private static final String TOKEN = "top-secret-token";
    private static final Instant BEGIN = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir
    private Path results;

    private final FakeCluster cluster = new FakeCluster();
    private final List<String> notices = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static KubernetesSettings settings(Map<String, String> given) {
        return Settings.load().with(Settings.byKey(given)).read("injectors.kubernetes", KubernetesSettings.class);
    }

    private KubernetesEngine engine(Map<String, String> given) {
        return new KubernetesEngine(settings(given), results, cluster::connect, notices::add, now::get);
    }

    private static Launch launch(Optional<String> token) {
        return new Launch(
                "callback-1",
                3,
                "simulations.CallbackSimulation",
                Map.of(
                        "timerbench.profile", "smoke",
                        "timerbench.target", "http://service:8080",
                        "timerbench.callback.note", "costs $(HOME) $5"),
                token);
    }

    private RunningInjectors start() throws IOException {
        return engine(Map.of()).start(launch(Optional.empty()));
    }

    private void later(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    private static String yaml(Object object) {
        return Serialization.asYaml(object);
    }

    @Test
    void theJobIsAsItIsRecorded() throws IOException {
        Map<String, String> given = Map.ofEntries(
                Map.entry("injectors.kubernetes.image", "registry/timer-bench:1"),
                Map.entry("injectors.kubernetes.imagePullPolicy", "always"),
                Map.entry("injectors.kubernetes.imagePullSecret", "registry"),
                Map.entry("injectors.kubernetes.serviceAccount", "injectors"),
                Map.entry("injectors.kubernetes.cpuLimit", "1500m"),
                Map.entry("injectors.kubernetes.jvmArgs", "-Xmx1500m"),
                Map.entry("injectors.kubernetes.spread", "required"),
                Map.entry("injectors.kubernetes.nodeSelector", "pool=load, arch=amd64"),
                Map.entry("injectors.kubernetes.deadline", "1h"));
        Golden.assertSame(
                "kubernetes-job.yaml",
                () -> yaml(new InjectorObjects(launch(Optional.of(TOKEN)), settings(given), "load").job(BEGIN)));
    }

    @Test
    void byDefaultThereIsNeitherTokenNorLimitOfProcessorsNorPortOfLiveMetrics() {
        String job = yaml(new InjectorObjects(launch(Optional.empty()), settings(Map.of()), "load").job(BEGIN));
        assertThat(job).doesNotContain("API_TOKEN", "TIMER_BENCH_JVM_ARGS", "9095", "nodeSelector", "imagePullSecrets");
        assertThat(job).contains("whenUnsatisfiable: \"ScheduleAnyway\"", "injector.stay=300000ms");
    }

    @Test
    void anInjectorOfALoadThatIsLiveHasAPortForItsMetrics() {
        Launch launch =
                new Launch("a", 1, "simulations.ReadSimulation", Map.of("timerbench.live.port", "0"), Optional.empty());
        String job = yaml(new InjectorObjects(launch, settings(Map.of()), "load").job(BEGIN));
        assertThat(job).contains("timerbench.live.port=9095", "timerbench.live.host=0.0.0.0", "containerPort: 9095");
    }

    @Test
    void aDialectsFileGoesToThePodsWithoutTheToken(@TempDir Path folder) throws IOException {
        Path dialect = Files.writeString(folder.resolve("mine.conf"), "name = mine");
        Launch launch = new Launch(
                "mine",
                1,
                "simulations.ReadSimulation",
                Map.of("timerbench.dialect", dialect.toString()),
                Optional.of(TOKEN));
        try (RunningInjectors injectors = engine(Map.of()).start(launch)) {
            assertThat(injectors).isNotNull();
            Secret secret = cluster.client
                    .secrets()
                    .inNamespace("load")
                    .withName("mine")
                    .get();
            assertThat(secret.getData()).containsOnlyKeys("token", "dialect.conf");
            assertThat(Base64.getDecoder().decode(secret.getData().get("dialect.conf")))
                    .asString()
                    .isEqualTo("name = mine");
            var pod = cluster.job("mine").getSpec().getTemplate().getSpec();
            assertThat(pod.getContainers().get(0).getArgs())
                    .contains("timerbench.dialect=/timer-bench/given/dialect.conf");
            assertThat(pod.getVolumes().get(2).getSecret().getItems())
                    .singleElement()
                    .satisfies(item -> assertThat(item.getKey()).isEqualTo("dialect.conf"));
        }
    }

    @Test
    void aStartedJobRunsAndOwnsItsServiceAndItsSecret() throws IOException {
        try (RunningInjectors injectors = engine(Map.of()).start(launch(Optional.of(TOKEN)))) {
            Job job = cluster.job("callback-1");
            assertThat(job.getSpec().getSuspend()).isFalse();
            Secret secret = cluster.client
                    .secrets()
                    .inNamespace("load")
                    .withName("callback-1")
                    .get();
            assertThat(secret.getData())
                    .containsOnly(Map.entry(
                            "token", Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8))));
            assertThat(secret.getMetadata().getOwnerReferences().get(0).getUid())
                    .isEqualTo(job.getMetadata().getUid())
                    .isNotNull();
            var service = cluster.client
                    .services()
                    .inNamespace("load")
                    .withName("callback-1")
                    .get();
            assertThat(service.getMetadata().getOwnerReferences().get(0).getName())
                    .isEqualTo("callback-1");
            assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
            assertThat(service.getSpec().getSelector())
                    .isEqualTo(job.getMetadata().getLabels().entrySet().stream()
                            .filter(label -> label.getKey().equals("timer-bench/run"))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            assertThat(yaml(job) + yaml(service) + secret.getMetadata()).doesNotContain(TOKEN);
            assertThat(injectors.failure(0)).isEmpty();
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void closingRemovesTheJobAndWhatBelongsToIt() throws IOException {
        RunningInjectors injectors = start();
        cluster.addPod("callback-1", 0, pod -> pod);
        injectors.close();
        assertThat(cluster.job("callback-1")).isNull();
        assertThat(cluster.client.pods().inNamespace("load").list().getItems()).isEmpty();
        int requests = cluster.requests.size();
        injectors.close();
        assertThat(cluster.requests).hasSize(requests);
        assertThat(notices).isEmpty();
    }

    @Test
    void whoeverStillAsksAfterTheEndGetsAnIoException() throws IOException {
        RunningInjectors injectors = start();
        injectors.close();
        assertThatThrownBy(() -> injectors.failure(0)).isInstanceOf(IOException.class);
        assertThat(injectors.lastLines(0)).isEmpty();
    }

    @Test
    void whatCannotBeRemovedIsNamedWithTheCommandThatRemovesIt() throws IOException {
        RunningInjectors injectors = start();
        cluster.isBroken = true;
        injectors.close();
        assertThat(notices)
                .singleElement()
                .asString()
                .contains("cannot delete Job callback-1", "may still run")
                .contains("kubectl delete job,service,secret --namespace load --selector timer-bench/run=callback-1");
    }

    @Test
    void aClusterWithoutBackoffLimitPerIndexIsRefusedAndNothingIsLeft() {
        cluster.forgets.add("backoffLimitPerIndex");
        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("1.29 or newer");
        assertThat(cluster.job("callback-1")).isNull();
    }

    @Test
    void whatIsRefusedInTheMiddleLeavesNothing() {
        cluster.refused.add("/secrets");
        assertThatThrownBy(() -> engine(Map.of()).start(launch(Optional.of(TOKEN))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot create Secret callback-1: refused here")
                .hasMessageNotContaining(TOKEN);
        assertThat(cluster.job("callback-1")).isNull();
    }

    @Test
    void allMissingRightsAreNamedBeforeAnythingIsCreated() {
        cluster.denied.addAll(Set.of("create jobs", "get pods/exec"));
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessage("Kubernetes: rights are missing in namespace load: create jobs (batch), get pods/exec;"
                        + " deploy/kubernetes/coordinator/role.yaml grants all that are needed");
        assertThat(cluster.requests).noneMatch(request -> request.contains("/jobs"));
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamed() {
        cluster.isBroken = true;
        assertThatThrownBy(() -> engine(Map.of()).check())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot ask the cluster at http");
    }

    @Test
    void theNamespaceOfTheSettingsWins() {
        assertThatThrownBy(() -> engine(Map.of("injectors.kubernetes.namespace", "other"))
                        .check())
                .hasMessageContaining("rights are missing in namespace other");
    }

    /** A further request would need a further right. */
    @Test
    void theRoleGrantsWhatIsAskedForAndNoMore(@TempDir Path folder) throws IOException {
        cluster.folder = path -> folder.resolve(path.getFileName());
        Files.writeString(folder.resolve("part.json"), "{}");
        try (RunningInjectors injectors = engine(Map.of()).start(launch(Optional.of(TOKEN)))) {
            later(Duration.ofMinutes(1));
            assertThat(injectors.failure(0)).isPresent();
            cluster.addPod("callback-1", 0, pod -> pod);
            later(Duration.ofMinutes(1));
            assertThat(injectors.read(0, "part.json")).isPresent();
            assertThat(injectors.lastLines(0)).isNotEmpty();
        }
        cluster.requests.removeIf(request -> request.endsWith("/selfsubjectaccessreviews"));
        Set<String> asked = cluster.requests.stream().map(Requested::right).collect(Collectors.toSet());
        Set<String> needed = Right.ALL.stream()
                .map(right -> right.verb() + " " + right.path())
                .collect(Collectors.toSet());
        // What a WebSocket needs from Kubernetes 1.35 on is not a request of its own.
        asked.add("create pods/exec");
        assertThat(asked).isEqualTo(needed);
        assertThat(RoleFile.rights()).containsExactlyInAnyOrderElementsOf(Right.ALL);
    }

    @Test
    void filesAreReadAndWrittenWhole(@TempDir Path folder) throws IOException {
        cluster.folder = path -> folder.resolve("injector").resolve(path.getFileName());
        try (RunningInjectors injectors = start()) {
            cluster.addPod("callback-1", 1, pod -> pod);
            byte[] large = "0123456789".repeat(30_000).getBytes(StandardCharsets.US_ASCII);
            assertThat(injectors.read(1, "ready.json")).isEmpty();
            injectors.write(1, "begin", large);
            injectors.write(1, "fetched", new byte[0]);
            assertThat(folder.resolve("injector/begin")).hasBinaryContent(large);
            assertThat(injectors.read(1, "begin"))
                    .hasValueSatisfying(read -> assertThat(read).isEqualTo(large));
            assertThat(injectors.read(1, "fetched"))
                    .hasValueSatisfying(read -> assertThat(read).isEmpty());
            try (var files = Files.list(folder.resolve("injector"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("begin", "fetched");
            }
        }
    }

    @Test
    void aMissingFileIsLookedForOnceASecond(@TempDir Path folder) throws IOException {
        cluster.folder = path -> folder.resolve(path.getFileName());
        try (RunningInjectors injectors = start()) {
            cluster.addPod("callback-1", 0, pod -> pod);
            cluster.requests.clear();
            for (int i = 0; i < 5; i++) {
                assertThat(injectors.read(0, "part.json")).isEmpty();
            }
            assertThat(cluster.requests)
                    .filteredOn(request -> request.endsWith("/exec"))
                    .hasSize(1);
            Files.writeString(folder.resolve("part.json"), "{}");
            later(Duration.ofSeconds(1));
            assertThat(injectors.read(0, "part.json")).isPresent();
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path folder) throws IOException {
        cluster.folder = path -> folder.resolve(path.getFileName());
        Files.createDirectory(folder.resolve("begin.tmp"));
        try (RunningInjectors injectors = start()) {
            cluster.addPod("callback-1", 0, pod -> pod);
            assertThatThrownBy(() -> injectors.write(0, "begin", new byte[] {1}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("pod callback-1-0-abcde cannot write begin: exit code");
        }
    }

    @Test
    void anInjectorThatDoesNotRunHasNoFiles() throws IOException {
        try (RunningInjectors injectors = start()) {
            assertThat(injectors.read(0, "part.json")).isEmpty();
            assertThat(injectors.lastLines(0)).isEmpty();
            assertThatThrownBy(() -> injectors.write(0, "begin", new byte[0]))
                    .isInstanceOf(IOException.class)
                    .hasMessage("injector 0 has no container that runs");
        }
    }

    @Test
    void theClockIsReadWithItsUncertainty() throws IOException {
        try (RunningInjectors injectors = start()) {
            cluster.addPod("callback-1", 0, pod -> pod);
            ClockDifference clock = injectors.clock(0);
            // The pod is this machine.
            assertThat(clock.ahead().abs()).isLessThanOrEqualTo(clock.uncertainty());
            assertThat(clock.uncertainty()).isPositive().isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void theLastLinesAreThoseOfTheLog() throws IOException {
        try (RunningInjectors injectors = start()) {
            cluster.addPod("callback-1", 0, pod -> pod);
            assertThat(injectors.failure(0)).isEmpty();
            assertThat(injectors.lastLines(0)).containsExactly("one", "two");
        }
    }

    @Test
    void allPodsAreLookedAtInOneRequestASecond() throws IOException {
        try (RunningInjectors injectors = start()) {
            for (int i = 0; i < 3; i++) {
                cluster.addPod("callback-1", i, pod -> pod);
            }
            cluster.requests.clear();
            for (int i = 0; i < 9; i++) {
                assertThat(injectors.failure(i % 3)).isEmpty();
            }
            later(Duration.ofSeconds(2));
            assertThat(injectors.failure(0)).isEmpty();
            assertThat(cluster.requests)
                    .containsExactly("GET /api/v1/namespaces/load/pods", "GET /api/v1/namespaces/load/pods");
        }
    }

    @Test
    void aPodThatIsGoneIsAFailure() throws IOException {
        try (RunningInjectors injectors = start()) {
            cluster.addPod("callback-1", 2, pod -> pod);
            assertThat(injectors.failure(2)).isEmpty();
            cluster.client
                    .pods()
                    .inNamespace("load")
                    .withName("callback-1-2-abcde")
                    .delete();
            later(Duration.ofSeconds(2));
            assertThat(injectors.failure(2)).hasValue("has lost its pod callback-1-2-abcde: it was deleted");
        }
    }

    @Test
    void anInjectorThatEndsBeforeItsPartIsFetchedHasFailedAndItsComplaintIsNamed(@TempDir Path folder)
            throws IOException {
        cluster.folder = path -> folder.resolve(path.getFileName());
        try (RunningInjectors injectors = start()) {
            cluster.addPod("callback-1", 0, pod -> ended(pod, "Succeeded", 0));
            cluster.addPod("callback-1", 1, pod -> ended(pod, "Failed", 3));
            cluster.addPod("callback-1", 2, pod -> pod);
            assertThat(injectors.failure(0))
                    .hasValue("ended before its part was fetched: two; all that it printed is in "
                            + results.resolve("part-0/console.log"));
            assertThat(injectors.failure(1))
                    .hasValue("ended with exit code 3: two; all that it printed is in "
                            + results.resolve("part-1/console.log"));
            injectors.write(2, "fetched", new byte[0]);
            cluster.client
                    .pods()
                    .inNamespace("load")
                    .withName("callback-1-2-abcde")
                    .delete();
            later(Duration.ofSeconds(2));
            assertThat(injectors.failure(2)).isEmpty();
        }
        assertThat(results.resolve("part-1/console.log")).hasContent("one\ntwo\n");
    }

    private static PodBuilder ended(PodBuilder pod, String phase, int exitCode) {
        return pod.editStatus()
                .withPhase(phase)
                .editFirstContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus();
    }

    @Test
    void aPodThatIsNotCreatedIsAFailureWithTheControllersWords() throws IOException {
        try (RunningInjectors injectors = start()) {
            cluster.addEvent("callback-1", "pods \"x\" is forbidden: exceeded quota: small");
            later(Duration.ofSeconds(9));
            assertThat(injectors.failure(0)).isEmpty();
            later(Duration.ofSeconds(2));
            assertThat(injectors.failure(0))
                    .hasValue("has no pod after 10 s: pods \"x\" is forbidden: exceeded quota: small");
        }
    }

    @Test
    void aJobThatIsGoneOrPastItsDeadlineIsAFailure() throws IOException {
        try (RunningInjectors injectors = start()) {
            cluster.editStatus(
                    "callback-1",
                    status -> status.addNewCondition()
                            .withType("Failed")
                            .withStatus("True")
                            .withReason("DeadlineExceeded")
                            .endCondition());
            assertThat(injectors.failure(0))
                    .hasValue("was ended by the deadline of its Job (injectors.kubernetes.deadline)");
            cluster.client.batch().v1().jobs().inNamespace("load").delete();
            later(Duration.ofSeconds(2));
            assertThat(injectors.failure(0)).hasValue("has lost its Job callback-1: it was deleted");
        }
    }

    @Test
    void anApiServerThatIsSilentIsNoFailureOfAnInjector() throws IOException {
        try (RunningInjectors injectors = start()) {
            cluster.isBroken = true;
            assertThatThrownBy(() -> injectors.failure(0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot list the pods");
            cluster.isBroken = false;
        }
    }

    @Test
    void aJobOfAnEarlierRunIsNamedAndRemovedOnceItHasExpired() throws IOException {
        Job earlier = new InjectorObjects(
                        new Launch("earlier", 1, "simulations.ReadSimulation", Map.of(), Optional.empty()),
                        settings(Map.of("injectors.kubernetes.deadline", "1h")),
                        "load")
                .job(BEGIN);
        cluster.client.resource(earlier).create();
        start().close();
        assertThat(notices)
                .singleElement()
                .asString()
                .contains("Job earlier in namespace load", "belongs to another run")
                .contains("kubectl delete job,service,secret --namespace load --selector timer-bench/run=earlier")
                .endsWith("It ends by itself before 2026-12-01T01:10:00Z");
        assertThat(cluster.job("earlier")).isNotNull();
        notices.clear();
        later(Duration.ofHours(2));
        start().close();
        assertThat(notices).containsExactly("Job earlier in namespace load was left by an earlier run, and is removed");
        assertThat(cluster.job("earlier")).isNull();
    }
}
