package timerbench.harness.experiment.paired;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import timerbench.harness.measure.counts.MetricsPages;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.metrics.MetricsText;

/**
 * What counts up during a trial, at one moment of it.
 *
 * @param requests answered so far
 * @param cpu seconds by the word for each process tree of the target
 * @param server the target's own account of its requests; absent if it gives none
 */
record TrialReading(long requests, Map<String, Double> cpu, Optional<Server> server) {
    private static final String SUM = "timerbench_http_requests_seconds_sum";
    private static final String COUNT = "timerbench_http_requests_seconds_count";
    private static final MetricsText TEXT = new MetricsText(Set.of(SUM, COUNT));

    /** Requests that the target has answered, and the seconds from their heads to the last bytes of their responses. */
    record Server(double seconds, double requests) {}

    static TrialReading of(Target target, TrialLoad load) {
        long requests = load.soFar();
        Map<String, Double> cpu = new LinkedHashMap<>();
        target.processes().forEach((word, roots) -> cpu.put(word, ProcessMonitor.cpuSeconds(roots)));
        return new TrialReading(requests, cpu, server(target));
    }

    private static Optional<Server> server(Target target) {
        double seconds = 0;
        double requests = 0;
        for (String text : MetricsPages.read(target.urls(), new TargetClient(target.headers()))) {
            for (var series : TEXT.read(text).entrySet()) {
                if (series.getKey().isOf(SUM)) {
                    seconds += series.getValue();
                } else {
                    requests += series.getValue();
                }
            }
        }
        return requests > 0 ? Optional.of(new Server(seconds, requests)) : Optional.empty();
    }

    /** Returns CPU seconds per thousand requests since then, by the word for each process tree. */
    Map<String, Double> cpuPerThousandSince(TrialReading before) {
        double thousands = (requests - before.requests) / 1e3;
        Map<String, Double> spent = new LinkedHashMap<>();
        cpu.forEach((word, now) -> {
            Double then = before.cpu.get(word);
            if (then != null && thousands > 0) {
                spent.put(word, (now - then) / thousands);
            }
        });
        return spent;
    }

    /** Returns the mean microseconds of a request since then, as the target has it. */
    Optional<Double> serverMicrosSince(TrialReading before) {
        return server.flatMap(now ->
                        before.server.map(then -> (now.seconds - then.seconds) / (now.requests - then.requests) * 1e6))
                .filter(Double::isFinite);
    }
}
