package timerbench.harness.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import timerbench.harness.targets.TargetException;

/** Reads what a run shows, as an open page and a scraper do. It waits for the run to listen. */
final class LiveWatcher implements AutoCloseable {
    /** Often, for a run that is short. */
    private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(2);

    private static final Duration TRY_AGAIN = Duration.ofMillis(500);
    private static final int SUCCESS = 200;
    private static final int STREAMS = 2;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(STREAMS, task -> {
        Thread daemon = new Thread(task, "live-watcher");
        daemon.setDaemon(true);
        return daemon;
    });
    private final AtomicLong scraped = new AtomicLong();
    private final AtomicLong streamed = new AtomicLong();
    private final String address;

    /** @param address of the endpoint, without a path */
    LiveWatcher(String address) {
        this.address = address;
        repeat("/metrics", SCRAPE_INTERVAL, scraped);
        // A stream that the run has closed is opened again, as a browser does.
        repeat("/events", TRY_AGAIN, streamed);
    }

    private void repeat(String path, Duration pause, AtomicLong bytes) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        var unused =
                threads.scheduleWithFixedDelay(() -> read(request, bytes), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void read(HttpRequest request, AtomicLong bytes) {
        byte[] chunk = new byte[1 << 16];
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                    if (answer.statusCode() == SUCCESS) {
                        bytes.addAndGet(read);
                    }
                }
            }
        } catch (IOException e) {
            // It does not listen yet, or not any more: requireSeen() reports a run that it never saw.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws TargetException if a page or a scraper would have seen nothing */
    void requireSeen() {
        if (scraped.get() == 0 || streamed.get() == 0) {
            throw new TargetException("read " + scraped + " bytes of " + address + "/metrics and " + streamed
                    + " bytes of /events; wanted some of both, or the cost of an open page would not be measured");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
