package timerbench.harness.run;

import java.util.List;
import java.util.Optional;

/** The scope of a metric: one operation, one process, or the whole trial. */
public record MetricScope(Optional<String> operation, Optional<String> process) {

    public static final String GENERATOR = "generator";
    public static final String SERVICE = "service";
    public static final String DATABASE = "database";

    /** The processes that are measured, each over all its instances. */
    public static final List<String> PROCESSES = List.of(GENERATOR, SERVICE, DATABASE);

    private static final MetricScope TRIAL = new MetricScope(Optional.empty(), Optional.empty());

    public MetricScope {
        Require.that(operation.isEmpty() || process.isEmpty(), "a metric is about an operation or a process, not both");
        operation.ifPresent(name -> Require.present(name, "operation"));
        process.ifPresent(name ->
                Require.that(PROCESSES.contains(name), "unknown process \"%s\"; known are %s", name, PROCESSES));
    }

    /** The trial as a whole. */
    public static MetricScope trial() {
        return TRIAL;
    }

    /** One operation: the name of its request in Gatling. */
    public static MetricScope operation(String name) {
        return new MetricScope(Optional.of(name), Optional.empty());
    }

    /** One process: {@code generator}, {@code service} or {@code database}. */
    public static MetricScope process(String name) {
        return new MetricScope(Optional.empty(), Optional.of(name));
    }

    /** Returns the operation or the process, or nothing for the trial as a whole. */
    public Optional<String> name() {
        return operation.or(() -> process);
    }
}
