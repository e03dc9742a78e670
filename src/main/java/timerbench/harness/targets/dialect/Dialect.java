package timerbench.harness.targets.dialect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a timer service spells the operations. A dialect is data, read from a file. */
public final class Dialect {
    /** The dialects that the reference service can speak. */
    public static final List<String> OF_REFERENCE_SERVICE = List.of("groups", "durable-timer");

    /** The dialects that come with timer-bench: those of the reference service, and those of public services. */
    public static final List<String> SHIPPED = Stream.concat(
                    OF_REFERENCE_SERVICE.stream(),
                    Stream.of("fireworq", "flask-apscheduler", "kala", "ministack", "nsq", "quirrel"))
            .toList();

    private final String name;
    private final Optional<String> ready;
    private final Map<String, Template> headers;
    private final Map<Operation, Call> calls;
    private final Optional<CallbackFields> callback;
    private final Paging paging;
    private final ServiceFacts facts;
    private final Statuses statuses;

    /**
     * What is told beside the operations.
     *
     * @param callback empty if callbacks cannot be told apart, or there are none
     */
    record Others(Optional<CallbackFields> callback, Paging paging, ServiceFacts facts, Statuses statuses) {}

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
            Others others) {
        this.name = name;
        this.ready = ready;
        this.headers = Map.copyOf(headers);
        this.calls = Map.copyOf(calls);
        this.callback = others.callback();
        this.paging = others.paging();
        this.facts = others.facts();
        this.statuses = others.statuses();
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
        return Call.headers(headers, value -> value == Value.TOKEN ? token.orElse(null) : null);
    }

    /** Returns whether any request contains the token, if there is one. */
    public boolean sendsToken() {
        return headers.values().stream().anyMatch(header -> header.values().contains(Value.TOKEN))
                || calls.values().stream().anyMatch(call -> call.names(Value.TOKEN));
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
        Call create = call(Operation.CREATE);
        return create.namesBesideHeaders(Value.TIMER_ID)
                || create.answers().timerId().isEmpty();
    }

    /**
     * Returns the most attempts of a callback: what requests ask for, or what the service always makes; empty if that is
     * not known.
     */
    public OptionalInt attempts() {
        return attempts(TimerOptions.ATTEMPTS);
    }

    /** Returns the same if requests ask for this many. */
    public OptionalInt attempts(int asked) {
        return call(Operation.CREATE).names(Value.MAX_ATTEMPTS) ? OptionalInt.of(asked) : facts.attempts();
    }

    /** Returns whether an update can change the payload of a timer. */
    public boolean updatesPayload() {
        return has(Operation.UPDATE) && call(Operation.UPDATE).names(Value.PAYLOAD);
    }

    /**
     * Rounds an instant up to what the service can keep and requests can express. If they contain the delay, that is
     * rounded up, and not the instant.
     *
     * @param now the instant of the request
     */
    public Instant representable(Instant wanted, Instant now) {
        Duration unit = unit();
        return isDelay()
                ? now.plus(up(Duration.between(now, wanted), unit))
                : Instant.EPOCH.plus(up(since1970(wanted), unit));
    }

    /** Returns the shortest time by which two due times can differ. */
    public Duration unit() {
        return timeSlots()
                .map(Template.Slot::unit)
                .filter(Objects::nonNull)
                .reduce(facts.resolution(), (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    /** Returns whether requests contain the time until a timer is due, and not the instant. */
    public boolean isDelay() {
        return timeSlots().anyMatch(slot -> slot.value().isDelay());
    }

    private Stream<Template.Slot> timeSlots() {
        return Stream.of(Operation.CREATE, Operation.UPDATE)
                .filter(this::has)
                .flatMap(operation -> call(operation).allSlots())
                .filter(slot -> slot.value().original() == Value.EXECUTE_AT);
    }

    private static Duration since1970(Instant instant) {
        return Duration.between(Instant.EPOCH, instant);
    }

    private static Duration up(Duration time, Duration unit) {
        Duration down = unit.multipliedBy(time.dividedBy(unit));
        return down.compareTo(time) < 0 ? down.plus(unit) : down;
    }

    /** Returns whether callbacks can be told apart, so that they can be held to account. */
    public boolean hasCallback() {
        return callback.isPresent();
    }

    /**
     * Returns the fields of callbacks.
     *
     * @throws IllegalArgumentException if the dialect has none
     */
    public CallbackFields callback() {
        return callback.orElseThrow(() -> new IllegalArgumentException("dialect " + name + " has no callback"));
    }

    /** Returns how pages of the list are asked for. */
    public Paging paging() {
        return paging;
    }

    /** Returns what the service is like. */
    public ServiceFacts facts() {
        return facts;
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
