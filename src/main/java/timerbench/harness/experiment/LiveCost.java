package timerbench.harness.experiment;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import timerbench.harness.targets.Target;
import timerbench.settings.Settings;

/** What live metrics cost the generator: the same load without them, with them, and while somebody looks. */
public final class LiveCost {
    /** Whether a run shows itself while it runs. */
    public enum Live {
        /** No endpoint. */
        OFF,
        /** An endpoint that nobody reads. */
        ON,
        /** An endpoint that a page and a scraper read. */
        WATCHED;

        /** The one that runs at a place in a round, so that each is the first as often as the others. */
        private static Live at(int round, int place) {
            return values()[(round + place) % values().length];
        }

        /** Returns how it reads in a table. */
        public String heading() {
            return "live " + name().toLowerCase(Locale.ROOT);
        }
    }

    private LiveCost() {}

    /**
     * Measures one round on a fresh target: CPU seconds of the generator per 100,000 creates.
     *
     * @param round the number of rounds before; it decides the order
     * @param progress receives where each of the runs is, every so often
     */
    public static Map<Live, Double> measure(
            Settings settings, CostPair.Load load, int round, Duration period, Consumer<String> progress)
            throws IOException, InterruptedException {
        Map<Live, Double> seconds = new EnumMap<>(Live.class);
        try (Target target = CostPair.target(settings)) {
            for (int place = 0; place < Live.values().length; place++) {
                Live live = Live.at(round, place);
                CostPair.Runs runs = new CostPair.Runs(period, line -> progress.accept(live.heading() + " · " + line));
                seconds.put(live, run(target, load, live, runs));
            }
        }
        return seconds;
    }

    private static double run(Target target, CostPair.Load load, Live live, CostPair.Runs runs)
            throws IOException, InterruptedException {
        if (live == Live.OFF) {
            return CostPair.ours(target, load, Map.of(), runs);
        }
        int port = freePort();
        Map<String, String> endpoint = Settings.byKey(Map.of("live.port", Integer.toString(port)));
        if (live == Live.ON) {
            return CostPair.ours(target, load, endpoint, runs);
        }
        try (LiveWatcher watcher = new LiveWatcher("http://127.0.0.1:" + port)) {
            double seconds = CostPair.ours(target, load, endpoint, runs);
            watcher.requireSeen();
            return seconds;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
