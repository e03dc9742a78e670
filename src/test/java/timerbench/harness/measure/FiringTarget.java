package timerbench.harness.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import timerbench.address.HostPort;
import timerbench.harness.Await;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.process.FreePort;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.Settings;

/** The reference service with a receiver, and links to the database and to the receiver if there are any. */
final class FiringTarget implements AutoCloseable {
    private static final Dialect GROUPS = Dialect.load("groups");
    private static final ReceiverSettings RECEIVER =
            new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL);

    private final Set<String> fired = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ids = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Receiver receiver;
    private final Target target;

    FiringTarget(Settings settings, Links links) {
        HostPort inFront = new HostPort("127.0.0.1", FreePort.onLoopback());
        boolean isLinked = links.leadTo("receiver");
        receiver = Receiver.start(
                isLinked ? RECEIVER.behind(inFront.port()) : RECEIVER,
                GROUPS.callback(),
                Clock.systemUTC(),
                new Receiver.Listener() {
                    @Override
                    public void arrived(Receiver.Callback callback, Instant arrival, Reply reply) {
                        fired.add(callback.timerId());
                    }

                    @Override
                    public void malformed(String why, Instant arrival) {
                        throw new AssertionError(why);
                    }
                });
        links.start(settings, Duration.ofMinutes(1));
        links.toReceiver(inFront, new HostPort("127.0.0.1", receiver.port()));
        target = Target.open(settings, GROUPS, links);
    }

    Target target() {
        return target;
    }

    /** Sends a create of a timer that is due now. */
    CompletableFuture<HttpResponse<String>> create(String id) {
        String body = "{\"timerId\":\"" + id + "\",\"executeAt\":\"" + Instant.now() + "\",\"callbackUrl\":\""
                + receiver.url(new Behaviour.Ok()) + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(target.urls().get(0) + "/groups/g/timers"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    String newId() {
        return "t" + ids.incrementAndGet();
    }

    boolean hasFired(String id) {
        return fired.contains(id);
    }

    /** Waits until a timer is created and fired; creates that fail are tried again. */
    void awaitCreatedAndFired() {
        String[] id = new String[1];
        Await.until("a create", () -> {
            id[0] = newId();
            return create(id[0])
                    .handle((answer, e) -> e == null && answer.statusCode() == 201)
                    .join();
        });
        Await.until("its callback", () -> hasFired(id[0]));
    }

    @Override
    public void close() throws IOException {
        target.close();
        receiver.close();
    }
}
