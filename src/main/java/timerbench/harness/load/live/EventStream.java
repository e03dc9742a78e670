package timerbench.harness.load.live;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.harness.measure.live.LiveHistory;

/**
 * Sends browsers what a run is doing, as server-sent events: first the whole run so far, then each second. A browser
 * that does not read is skipped, and gets the whole run again when it does. Used by one thread.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream {
    /** A page has one stream. Whoever opens more of them costs the load its CPU time. */
    static final int MOST_BROWSERS = 32;

    /** How many seconds a browser may read nothing before it is taken for gone. */
    static final int MOST_SKIPPED = 30;

    private static final String RETRY = "retry: 2000\n\n";

    private final LiveHistory history;
    private final List<Browser> browsers = new ArrayList<>();
    /** The points of the history; writing all of them each second would cost more than all else. */
    private final List<JsonObject> points = new ArrayList<>();

    private Optional<String> end = Optional.empty();

    EventStream(LiveHistory history) {
        this.history = history;
    }

    private static final class Browser {
        private final HttpServerResponse response;
        private boolean hasHistory;
        private int skipped;

        Browser(HttpServerResponse response) {
            this.response = response;
        }
    }

    /** Begins the stream of a browser. */
    void open(HttpServerRequest request) {
        if (browsers.size() >= MOST_BROWSERS) {
            request.response().setStatusCode(503).end("too many pages of this run are open\n");
            return;
        }
        HttpServerResponse response = request.response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        Browser browser = new Browser(response);
        response.closeHandler(closed -> browsers.remove(browser));
        browsers.add(browser);
        var unused = response.write(RETRY);
        if (end.isPresent()) {
            unused = end(browser);
        } else {
            send(browser, history());
        }
    }

    /**
     * Sends what has happened since the last time.
     *
     * @param allChanged whether the intervals before the last one have changed, too
     */
    void send(boolean allChanged) {
        if (allChanged) {
            points.clear();
            browsers.forEach(browser -> browser.hasHistory = false);
        }
        int index = history.intervals().size() - 1;
        while (points.size() < index) {
            points.add(LiveJson.point(history.intervals(), points.size()));
        }
        JsonObject last = LiveJson.point(history.intervals(), index);
        if (points.size() > index) {
            points.set(index, last);
        } else {
            points.add(last);
        }
        if (browsers.isEmpty()) {
            return;
        }
        String sample = event(
                "sample",
                new JsonObject()
                        .put("index", index)
                        .put("point", last)
                        .put("now", LiveJson.now(history))
                        .encode());
        List.copyOf(browsers).forEach(browser -> send(browser, sample));
    }

    private void send(Browser browser, String sample) {
        if (browser.response.writeQueueFull()) {
            browser.hasHistory = false;
            if (++browser.skipped > MOST_SKIPPED) {
                close(browser);
            }
            return;
        }
        browser.skipped = 0;
        var unused = browser.response.write(browser.hasHistory ? sample : history());
        browser.hasHistory = true;
    }

    private String history() {
        return event(
                "history",
                new JsonObject()
                        .put("points", new JsonArray(List.copyOf(points)))
                        .put("now", LiveJson.now(history))
                        .encode());
    }

    private static String event(String name, String json) {
        return "event: " + name + "\ndata: " + json.strip().replace("\n", "\ndata: ") + "\n\n";
    }

    /**
     * Sends the end of the run, now and to browsers that come later, and ends the streams.
     *
     * @param result as JSON
     * @return completed when all browsers have it that read
     */
    Future<?> end(String result) {
        end = Optional.of(event("ended", result));
        return Future.join(List.copyOf(browsers).stream().map(this::end).toList());
    }

    private Future<Void> end(Browser browser) {
        if (browser.response.writeQueueFull()) {
            close(browser);
            return Future.succeededFuture();
        }
        return browser.response.end(history() + end.orElseThrow());
    }

    private void close(Browser browser) {
        browsers.remove(browser);
        var unused = browser.response.reset();
    }

    /** Returns how many browsers there are. */
    int size() {
        return browsers.size();
    }
}
