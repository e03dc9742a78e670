package timerbench.harness.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.History.HistorySettings;
import timerbench.harness.load.plan.Share;
import timerbench.harness.measure.monitor.OpenFiles;
import timerbench.settings.Settings;

/**
 * Checks, before anything is started, that the machine has room for what a run produces, and can record it.
 *
 * @param injectors the number of processes that share the run
 */
record StartCheck(RunPlan run, int injectors, ResultsFolder results, Settings settings) {
    private interface Check {
        void run() throws IOException;
    }

    /**
     * Returns what may go wrong.
     *
     * @throws IOException if the run would fail; the message has a line for each reason
     */
    List<String> warnings() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Check> checks =
                List.of(() -> results.requireRoom(run.diskBytes()), this::requireHistory, this::requireHeap);
        for (Check check : checks) {
            try {
                check.run();
            } catch (IOException e) {
                wrong.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new IOException(String.join("\ntimer-bench: ", wrong));
        }
        return OpenFiles.now().flatMap(files -> files.tooFewFor(one().load().connections())).stream()
                .toList();
    }

    /** Returns what a single process sends. */
    private RunPlan one() {
        return run.of(new Share(0, injectors));
    }

    private void requireHistory() throws IOException {
        HistorySettings history = settings.read("history", HistorySettings.class);
        if (history.record()) {
            History.check(history, message -> System.out.println("timer-bench: " + message));
        }
    }

    private void requireHeap() throws IOException {
        requireHeap(Runtime.getRuntime().maxMemory());
    }

    void requireHeap(long most) throws IOException {
        RunPlan one = one();
        if (one.ledgerBytes() >= most) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "the ledger of %,d timers takes %,.0f MB, and the heap of this JVM is at most %,.0f MB; raise it"
                            + " (TIMER_BENCH_JVM_ARGS=-Xmx4g), or create fewer timers",
                    one.timers(),
                    one.ledgerBytes() / 1e6,
                    most / 1e6));
        }
    }
}
