package timerbench.harness.targets.fault;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import timerbench.settings.DurationText;

/**
 * A fault as settings spell it. A part that is missing, or empty, does not apply.
 *
 * @param lasts a duration
 * @param latency a duration
 */
public record FaultSettings(
        FaultKind kind,
        String on,
        @Nullable String lasts,
        @Nullable String latency,
        @Nullable String command,
        @Nullable String undo) {
    /** @throws IllegalArgumentException if the parts do not go together; the message says which, and what is wanted */
    public FaultSettings {
        var unused = fault(kind, on, lasts, latency, command, undo);
    }

    /** Returns the fault. */
    public Fault fault() {
        return fault(kind, on, lasts, latency, command, undo);
    }

    private static Fault fault(
            FaultKind kind,
            String on,
            @Nullable String lasts,
            @Nullable String latency,
            @Nullable String command,
            @Nullable String undo) {
        return new Fault(
                kind,
                on,
                given(lasts, text -> DurationText.of("lasts", text)),
                given(latency, text -> DurationText.of("latency", text)),
                given(command, text -> text),
                given(undo, text -> text));
    }

    private static <T> Optional<T> given(@Nullable String text, Function<String, T> read) {
        return Optional.ofNullable(text).filter(known -> !known.isBlank()).map(read);
    }
}
