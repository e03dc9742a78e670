package timerbench.harness.targets.dialect;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a timer service spells the operations. A dialect is data, read from a file. */
public final class Dialect {
    /** The dialects that come with timer-bench. The reference service can speak them. */
    public static final List<String> SHIPPED = List.of("groups", "durable-timer");

    private final String name;
    private final Optional<String> ready;
    private final Map<String, Template> headers;
    private final Map<Operation, Call> calls;
    private final CallbackFields callback;
    private final Statuses statuses;

    /**
     * The statuses of requests that are not done.
     *
     * @param overloaded of a request that was shed
     * @param wrong of a wrong request, by kind
     */
    record Statuses(Set<Integer> overloaded, Map<Wrong, Set<Integer>> wrong) {}

    Dialect(
            String name,
            Optional<String> ready,
            Map<String, Template> headers,
            Map<Operation, Call> calls,
            CallbackFields callback,
            Statuses statuses) {
        this.name = name;
        this.ready = ready;
        this.headers = Map.copyOf(headers);
        this.calls = Map.copyOf(calls);
        this.callback = callback;
        this.statuses = statuses;
    }

    /**
     * Loads a shipped dialect by its name, or any other from the path of its file.
     *
     * @throws timerbench.settings.SettingsException if there is none, or the file is wrong
     */
    public static Dialect load(String nameOrPath) {
        return DialectFile.load(nameOrPath);
    }

    public String name() {
        return name;
    }

    /** Returns the path that answers 200 when the service is ready; empty if the dialect has none. */
    public Optional<String> ready() {
        return ready;
    }

    /** Returns the headers of every request. Headers with a token are included only if there is one. */
    public Map<String, String> headers(Optional<String> token) {
        Map<String, String> known = new LinkedHashMap<>();
        headers.forEach((header, template) -> {
            StringBuilder text = new StringBuilder();
            if (template.write(text, value -> value == Value.TOKEN ? token.orElse(null) : null, value -> value)) {
                known.put(header, text.toString());
            }
        });
        return known;
    }

    /** Returns whether the service has the operation. */
    public boolean has(Operation operation) {
        return calls.containsKey(operation);
    }

    /**
     * Returns the call for an operation.
     *
     * @throws IllegalArgumentException if the dialect does not have it
     */
    public Call call(Operation operation) {
        @Nullable Call call = calls.get(operation);
        if (call == null) {
            throw new IllegalArgumentException("dialect " + name + " has no operation " + operation.word());
        }
        return call;
    }

    /** Returns whether the client chooses the ids of timers, not the service. */
    public boolean idsAreOurs() {
        return call(Operation.CREATE).names(Value.TIMER_ID);
    }

    /** Returns whether an update can change the payload of a timer. */
    public boolean updatesPayload() {
        return has(Operation.UPDATE) && call(Operation.UPDATE).names(Value.PAYLOAD);
    }

    /** Rounds an instant up to what the dialect can express: whole milliseconds, or whole seconds. */
    public Instant representable(Instant instant) {
        boolean seconds = call(Operation.CREATE).names(Value.EXECUTE_AT_SECONDS);
        ChronoUnit unit = seconds ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
        Instant down = instant.truncatedTo(unit);
        return down.equals(instant) ? down : down.plus(1, unit);
    }

    public CallbackFields callback() {
        return callback;
    }

    /** Returns the statuses of requests that were shed under overload. */
    public Set<Integer> overloaded() {
        return statuses.overloaded();
    }

    /** Returns the statuses of wrong requests, without the kinds that the dialect does not mention. */
    public Map<Wrong, Set<Integer>> wrong() {
        return statuses.wrong();
    }
}
