package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * An API server that keeps objects, as the library's mock has it, with what the mock does not have: rights, commands
 * in containers (run by this machine's shell in a folder), logs, and pods that go with their Job.
 */
final class FakeCluster implements AutoCloseable {
    static final String NAMESPACE = "load";

    private static final String RECORDED = "recorded";

    /** Method and path of each request of the engine. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    final Set<String> denied = ConcurrentHashMap.newKeySet();
    final Set<String> forgets = ConcurrentHashMap.newKeySet();
    final Set<String> refused = ConcurrentHashMap.newKeySet();
    volatile boolean isBroken;
    volatile UnaryOperator<Path> folder = path -> path;

    private final KubernetesMockServer server;
    final KubernetesClient client;

    FakeCluster() {
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        KubernetesMixedDispatcher objects = new KubernetesMixedDispatcher(responses);
        server = new KubernetesMockServer(
                new Context(),
                new MockWebServer(),
                responses,
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return answer(request, objects);
                    }

                    @Override
                    public void shutdown() {
                        objects.shutdown();
                    }
                },
                false);
        server.init();
        client = server.createClient();
    }

    /** Returns a connection whose requests are recorded. */
    KubernetesClient connect() {
        return server.createClient(builder -> builder.editOrNewConfig()
                .withNamespace(NAMESPACE)
                .withRequestRetryBackoffLimit(0)
                .withUserAgent(RECORDED)
                .endConfig());
    }

    private MockResponse answer(RecordedRequest request, Dispatcher objects) {
        String path = request.getPath().replaceFirst("\\?.*", "");
        boolean isRecorded = RECORDED.equals(request.getHeader("User-Agent"));
        if (isRecorded) {
            requests.add(request.getMethod() + " " + path);
        }
        if (isRecorded && isBroken) {
            return new MockResponse().setResponseCode(503).setBody("{}");
        }
        if (path.endsWith("/selfsubjectaccessreviews")) {
            return json(201, reviewed(request));
        }
        if (path.endsWith("/exec")) {
            return new MockResponse().withWebSocketUpgrade(FakeContainer.of(request, folder));
        }
        if (path.endsWith("/log")) {
            return new MockResponse().setResponseCode(200).setBody("one\ntwo\n");
        }
        if (refused.stream().anyMatch(path::endsWith)) {
            return json(
                    403,
                    new StatusBuilder()
                            .withCode(403)
                            .withMessage("refused here")
                            .build());
        }
        MockResponse answer = objects.dispatch(knownOnly(request));
        if (request.getMethod().equals("DELETE") && path.contains("/jobs/")) {
            var unused = CompletableFuture.runAsync(this::collect);
        }
        return answer;
    }

    /** Removes what belongs to a Job, and the pods last. */
    private void collect() {
        client.services().inNamespace(NAMESPACE).delete();
        client.secrets().inNamespace(NAMESPACE).delete();
        client.pods().inNamespace(NAMESPACE).delete();
    }

    /** Drops fields that an older API server does not know. */
    private RecordedRequest knownOnly(RecordedRequest request) {
        if (request.getPath().contains("/events?")) {
            // The mock does not select by fields of an event.
            return new RecordedRequest(
                    request.getHttpVersion(),
                    request.method(),
                    request.getPath().replaceFirst("\\?.*", ""),
                    request.getHeaders(),
                    request.getBody());
        }
        if (forgets.isEmpty()) {
            return request;
        }
        String body = request.getUtf8Body();
        for (String field : forgets) {
            body = body.replaceAll("\"" + field + "\":[^,}]*,", "");
        }
        return new RecordedRequest(
                request.getHttpVersion(),
                request.method(),
                request.getPath(),
                request.getHeaders(),
                new Buffer(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Does what the controller of Jobs does when it cannot create a pod. */
    void addEvent(String job, String message) {
        client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withName("event")
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withName(job)
                        .endInvolvedObject()
                        .withType("Warning")
                        .withMessage(message)
                        .build())
                .create();
    }

    void editStatus(String run, UnaryOperator<JobStatusBuilder> change) {
        Job job = job(run);
        job.setStatus(change.apply(new JobStatusBuilder()).build());
        client.resource(job).updateStatus();
    }

    private SelfSubjectAccessReview reviewed(RecordedRequest request) {
        SelfSubjectAccessReview review = Serialization.unmarshal(request.getUtf8Body(), SelfSubjectAccessReview.class);
        var asked = review.getSpec().getResourceAttributes();
        String right = asked.getVerb() + " " + asked.getResource()
                + (asked.getSubresource() == null ? "" : "/" + asked.getSubresource());
        return new SelfSubjectAccessReviewBuilder(review)
                .withNewStatus()
                .withAllowed(!denied.contains(right) && NAMESPACE.equals(asked.getNamespace()))
                .endStatus()
                .build();
    }

    private static MockResponse json(int code, Object body) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(Serialization.asJson(body));
    }

    /** Does what the controller of Jobs does: creates the pod of an index. */
    Pod addPod(String run, int index, UnaryOperator<PodBuilder> change) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName(run + "-" + index + "-abcde")
                .withNamespace(NAMESPACE)
                .addToLabels(InjectorObjects.RUN, run)
                .addToAnnotations("batch.kubernetes.io/job-completion-index", String.valueOf(index))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("injector")
                .withImage("registry/timer-bench:1")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .addNewContainerStatus()
                .withName("injector")
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .endContainerStatus()
                .endStatus();
        return client.resource(change.apply(pod).build()).create();
    }

    Job job(String run) {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(run).get();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
