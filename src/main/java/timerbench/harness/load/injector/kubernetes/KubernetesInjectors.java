package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.injector.InjectorFolder;
import timerbench.harness.load.injector.InjectorRun;
import timerbench.harness.load.injector.RunningInjectors;
import timerbench.harness.load.process.RunLog;
import timerbench.harness.load.process.SimulationJvm;

/** The pods of a Job that was started. All are looked at in one request, at most once a second. */
final class KubernetesInjectors implements RunningInjectors {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration FIRST_POD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration REMOVAL = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";
    private static final int LAST_LINES = 5;

    /** The end of a run with its reason, and the names of all its files, are fewer. */
    private static final int LINES_OF_COMPLAINT = 200;

    private static final int NO_SUCH_FILE = 44;

    /** Prints the size of a file before its content: a connection that breaks off is noticed. */
    private static final String READ = "[ -f \"$1\" ] || exit " + NO_SUCH_FILE + "; wc -c < \"$1\"; exec cat \"$1\"";

    /** Reads as much as is sent: a WebSocket cannot end the input of a command. */
    private static final String WRITE = "mkdir -p \"${1%/*}\" && head -c \"$2\" > \"$1.tmp\" && mv \"$1.tmp\" \"$1\"";

    private final KubernetesClient client;
    private final InjectorObjects objects;
    private final Path folder;
    private final Consumer<String> notices;
    private final InstantSource time;
    private final Instant started;
    private final Thread hook = new Thread(this::close, "remove-injectors");
    private final Map<Integer, String> seen = new HashMap<>();
    private Map<Integer, Pod> pods = Map.of();
    private Instant listed = Instant.MIN;

    /** When a file of an injector was not there, by the end of its path. */
    private final Map<String, Instant> missing = new ConcurrentHashMap<>();

    /** The injectors that may end. */
    private final Set<Integer> fetched = ConcurrentHashMap.newKeySet();

    private boolean closed;

    /**
     * Watches over injectors, and removes them when the process ends.
     *
     * @param folder gets what each injector printed, in a folder {@code part-<index>}
     * @param notices takes what the user must know if they cannot be removed
     */
    KubernetesInjectors(
            KubernetesClient client,
            InjectorObjects objects,
            Path folder,
            Consumer<String> notices,
            InstantSource time) {
        this.client = client;
        this.objects = objects;
        this.folder = folder;
        this.notices = notices;
        this.time = time;
        this.started = time.instant();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private synchronized Map<Integer, Pod> pods() throws IOException {
        if (!isFresh(listed)) {
            pods = list();
            listed = time.instant();
            pods.forEach((index, pod) -> seen.put(index, pod.getMetadata().getName()));
        }
        return pods;
    }

    private boolean isFresh(Instant seen) {
        return seen.plus(FRESH).isAfter(time.instant());
    }

    private Map<Integer, Pod> list() throws IOException {
        Map<Integer, Pod> found = new HashMap<>();
        List<Pod> all = ApiFailure.named(
                "list the pods",
                () -> client.pods()
                        .inNamespace(objects.namespace())
                        .withLabel(InjectorObjects.RUN, objects.launch().name())
                        .list()
                        .getItems());
        for (Pod pod : all) {
            String index = pod.getMetadata().getAnnotations().get(INDEX);
            if (index != null) {
                found.put(Integer.valueOf(index), pod);
            }
        }
        return found;
    }

    @Override
    public Optional<String> failure(int index) throws IOException {
        Pod pod = pods().get(index);
        if (fetched.contains(index)) {
            return Optional.empty();
        }
        if (pod == null) {
            return ofJob().or(() -> withoutPod(index));
        }
        Optional<String> failure =
                PodFailure.of(pod, time.instant(), objects.settings().scheduleTimeout());
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return ofJob().or(() -> failure);
        }
        return PodFailure.end(pod)
                .map(end -> failure.orElse("ended before its part was fetched")
                        + end.reason(RunLog.complaint(log(index, LINES_OF_COMPLAINT)), console(index)))
                .or(() -> failure);
    }

    /** Returns the file that gets all of what an injector printed in the end. */
    private Path console(int index) {
        return InjectorRun.partFolder(folder, index).resolve(SimulationJvm.LOG);
    }

    /** Returns why the Job as a whole has ended. */
    private Optional<String> ofJob() throws IOException {
        List<Job> jobs = ApiFailure.named(
                "list the jobs",
                () -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(objects.namespace())
                        .withLabel(InjectorObjects.RUN, objects.launch().name())
                        .list()
                        .getItems());
        if (jobs.isEmpty()) {
            return Optional.of("has lost its Job " + objects.name() + ": it was deleted");
        }
        List<JobCondition> conditions = jobs.get(0).getStatus() == null
                ? List.of()
                : jobs.get(0).getStatus().getConditions();
        return conditions.stream()
                .filter(condition -> "Failed".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .filter(condition -> !"FailedIndexes".equals(condition.getReason()))
                .map(KubernetesInjectors::text)
                .findFirst();
    }

    private static String text(JobCondition condition) {
        return "DeadlineExceeded".equals(condition.getReason())
                ? "was ended by the deadline of its Job (injectors.kubernetes.deadline)"
                : "has lost its Job: " + condition.getReason() + PodFailure.because(condition.getMessage());
    }

    private Optional<String> withoutPod(int index) {
        String name = podName(index);
        if (name != null) {
            return Optional.of("has lost its pod " + name + ": it was deleted");
        }
        return started.plus(FIRST_POD).isAfter(time.instant())
                ? Optional.empty()
                : Optional.of("has no pod after " + FIRST_POD.toSeconds() + " s" + lastEvent());
    }

    private synchronized @Nullable String podName(int index) {
        return seen.get(index);
    }

    /** Returns what the Job's controller says last, such as that a quota is used up. */
    private String lastEvent() {
        try {
            List<Event> events = ApiFailure.named(
                    "list the events",
                    () -> client.v1()
                            .events()
                            .inNamespace(objects.namespace())
                            .withField("involvedObject.name", objects.name())
                            .list()
                            .getItems());
            return events.stream()
                    .filter(event -> "Warning".equals(event.getType()))
                    .max(Comparator.comparing(event -> Objects.toString(event.getLastTimestamp(), "")))
                    .map(Event::getMessage)
                    .map(PodFailure::because)
                    .orElse("");
        } catch (IOException e) {
            return PodFailure.because(e.getMessage());
        }
    }

    /** Looks at most once a second for a file that is not there: each look is a process beside the load. */
    @Override
    public Optional<byte[]> read(int index, String file) throws IOException {
        Pod pod = pods().get(index);
        String key = index + "/" + file;
        if (pod == null || !PodFailure.isRunning(pod) || isFresh(missing.getOrDefault(key, Instant.MIN))) {
            return Optional.empty();
        }
        try (PodCommand command = command(pod, READ, path(file))) {
            PodCommand.Result result = command.result();
            if (result.exitCode() == NO_SUCH_FILE) {
                missing.put(key, time.instant());
                return Optional.empty();
            }
            return Optional.of(content(file, pod, succeeded("read " + file, pod, result)));
        }
    }

    private static String path(String file) {
        return InjectorObjects.FOLDER + "/" + file;
    }

    private PodCommand command(Pod pod, String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(Arrays.asList(arguments));
        return new PodCommand(client, objects.namespace(), pod.getMetadata().getName(), PATIENCE, command);
    }

    private static byte[] succeeded(String what, Pod pod, PodCommand.Result result) throws IOException {
        if (result.exitCode() != 0) {
            throw new IOException("pod " + pod.getMetadata().getName() + " cannot " + what + ": exit code "
                    + result.exitCode() + PodFailure.because(result.errors()));
        }
        return result.output().toByteArray();
    }

    private static byte[] content(String file, Pod pod, byte[] sizeAndContent) throws IOException {
        int line = 0;
        while (line < sizeAndContent.length && sizeAndContent[line] != '\n') {
            line++;
        }
        String size = new String(sizeAndContent, 0, line, StandardCharsets.UTF_8).strip();
        int got = sizeAndContent.length - line - 1;
        if (!size.equals(String.valueOf(got))) {
            throw new IOException(file + " of pod " + pod.getMetadata().getName() + " was cut off: got " + got + " of "
                    + size + " bytes");
        }
        return Arrays.copyOfRange(sizeAndContent, line + 1, sizeAndContent.length);
    }

    @Override
    public void write(int index, String file, byte[] content) throws IOException {
        Pod pod = running(index);
        try (PodCommand command = command(pod, WRITE, path(file), String.valueOf(content.length))) {
            command.send(content);
            var unused = succeeded("write " + file, pod, command.result());
        }
        if (file.equals(InjectorFolder.FETCHED)) {
            fetched.add(index);
        }
    }

    private Pod running(int index) throws IOException {
        Pod pod = pods().get(index);
        if (pod == null || !PodFailure.isRunning(pod)) {
            throw new IOException("injector " + index + " has no container that runs");
        }
        return pod;
    }

    @Override
    public ClockDifference clock(int index) throws IOException {
        Pod pod = running(index);
        try (PodCommand command = command(pod, PodClock.SCRIPT)) {
            return PodClock.read(command, pod.getMetadata().getName());
        }
    }

    @Override
    public List<String> lastLines(int index) {
        return log(index, LAST_LINES).lines().toList();
    }

    /** Returns the end of what an injector printed; nothing if it cannot be read. */
    private String log(int index, int lines) {
        String name = podName(index);
        try {
            return name == null ? "" : log(name, "&tailLines=" + lines);
        } catch (IOException e) {
            return "";
        }
    }

    /** Reads a log. The library's own method would list and watch the pod first. */
    private String log(String pod, String end) throws IOException {
        String path = "/api/v1/namespaces/" + objects.namespace() + "/pods/" + pod + "/log?container="
                + InjectorObjects.CONTAINER + end;
        return ApiFailure.named("read a log", () -> Objects.toString(client.raw(path), ""));
    }

    private void keepOutput() {
        try {
            for (Map.Entry<Integer, String> pod : seen.entrySet()) {
                Optional<String> log = ApiFailure.ifAny(() -> log(pod.getValue(), ""));
                if (log.isPresent()) {
                    Path console = console(pod.getKey());
                    Files.createDirectories(console.getParent());
                    Files.writeString(console, log.get());
                }
            }
        } catch (IOException e) {
            // A cluster that is silent is reported where it matters.
        }
    }

    /** Keeps what the injectors printed, deletes the Job with everything else, and waits until the pods are gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending.
        }
        keepOutput();
        try {
            delete(client, objects.namespace(), objects.name());
            awaitRemoval();
        } catch (IOException e) {
            notices.accept(e.getMessage() + "; the injectors may still run. "
                    + Leftovers.howToRemove(
                            objects.namespace(), objects.launch().name()));
        } finally {
            client.close();
        }
    }

    private void awaitRemoval() throws IOException {
        Instant until = time.instant().plus(REMOVAL);
        while (!list().isEmpty()) {
            if (time.instant().isAfter(until)) {
                throw new IOException("Kubernetes: pods of Job " + objects.name() + " are not gone after "
                        + REMOVAL.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Deletes a Job after what belongs to it. */
    static void delete(KubernetesClient client, String namespace, String job) throws IOException {
        var unused = ApiFailure.named(
                "delete Job " + job,
                () -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withName(job)
                        .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                        .delete());
    }
}
