package timerbench.harness.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import timerbench.harness.load.Output;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.measure.callback.PayloadHash;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.JsonText;

/** Fills a ledger with outstanding timers, in a JVM with a limited heap, and prints how much memory they take. */
@Command(
        name = "ledger-memory",
        description = {
            "Measures how much memory timer-bench needs per outstanding timer.",
            "Fills its ledger with timers, in a JVM with a limited heap, and prints how much memory they take."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        exitCodeList = {"0:measured", "2:wrong usage", "3:the timers do not fit into the heap"})
final class LedgerMemoryCommand implements Callable<Integer> {
    private static final String GROUP = "orders";
    private static final int PAYLOAD = PayloadHash.of("{\"order\":4711}");
    private static final int ARRIVALS = 1_000_000;

    @Option(names = "--timers", paramLabel = "N", description = "Number of timers. Default: ${DEFAULT-VALUE}")
    private int timers = 10_000_000;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "The heap of the JVM, such as 512m or 2g. Default: ${DEFAULT-VALUE}")
    private String heap = "2g";

    @Option(names = "--here", hidden = true, description = "Run in this JVM, whatever its heap.")
    private boolean here;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        output.choose();
        if (here) {
            measure();
            return 0;
        }
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                TimerBench.class.getName(),
                "ledger-memory",
                "--here",
                "--timers=" + timers));
        command.addAll(output.arguments());
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        return exit == 0 ? 0 : ExitCode.FAILED;
    }

    private void measure() {
        Ledger ledger = new Ledger(Clock.systemUTC(), Duration.ofSeconds(1), event -> {});
        String ids = UUID.randomUUID().toString();
        Instant due = Instant.now().plus(Duration.ofHours(1));
        long before = usedBytes();
        long start = System.nanoTime();
        for (int i = 0; i < timers; i++) {
            ledger.created(GROUP, ids + "-" + i, new Ledger.NewTimer(due, 3, PAYLOAD, true));
        }
        double filling = (System.nanoTime() - start) / 1e9;
        long bytes = usedBytes() - before;
        long outstanding = ledger.outstandingBy(due);
        double arriving = arrive(ledger, ids, due);
        if (output.isJson()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("exitCode", 0);
            fields.put("timers", timers);
            fields.put("heapBytes", bytes);
            fields.put("heapBytesPerTimer", bytes / (double) timers);
            fields.put("heapLimitBytes", Runtime.getRuntime().maxMemory());
            fields.put("recordedPerSecond", timers / filling);
            fields.put("callbacksPerSecond", arriving);
            Output.result(JsonText.of(fields));
            return;
        }
        Output.result(String.format(
                Locale.ROOT,
                "%,d outstanding timers with ids such as %s-%d: %,.0f MB of heap, %.0f bytes each; the heap's limit"
                        + " is %,.0f MB%nrecorded: %,.0f a second, by one thread%ncallbacks: %,.0f a second, by one"
                        + " thread%n",
                outstanding,
                ids,
                timers - 1,
                bytes / 1e6,
                bytes / (double) timers,
                Runtime.getRuntime().maxMemory() / 1e6,
                timers / filling,
                arriving));
    }

    /** Returns how many callbacks a second one thread records. */
    private double arrive(Ledger ledger, String ids, Instant due) {
        int arrivals = Math.min(ARRIVALS, timers);
        long start = System.nanoTime();
        for (int i = 0; i < arrivals; i++) {
            ledger.arrived(
                    new Receiver.Callback(GROUP, ids + "-" + i, Optional.of(due), 1, true, PAYLOAD),
                    due,
                    new Reply.Success());
        }
        return arrivals / ((System.nanoTime() - start) / 1e9);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
