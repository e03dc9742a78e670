package timerbench.harness.targets.dialect;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import timerbench.harness.run.Word;
import timerbench.settings.SettingsException;

/** Turns the content of a dialect's file into a dialect, and reports the place of every error in it. */
final class DialectReader {
    private static final DialectFile.ServiceFile NO_FACTS = new DialectFile.ServiceFile(null, null, null, null, null);

    private final FileErrors errors;

    /** @param place returns the file and the line of a key, for messages */
    DialectReader(UnaryOperator<String> place) {
        this.errors = new FileErrors(place);
    }

    /** @throws SettingsException if something in the file is wrong; the message names the place */
    Dialect dialect(String name, DialectFile content) {
        Map<Operation, Call> calls = new EnumMap<>(Operation.class);
        content.calls()
                .forEach((operation, call) -> calls.put(operation, new CallReader(errors, operation, call).call()));
        Call create = calls.get(Operation.CREATE);
        if (create == null) {
            throw errors.wrong("create", "missing; without it there is nothing to load");
        }
        Map<String, Template> headers = errors.templates("headers", content.headers());
        headers.forEach((header, template) ->
                errors.requireOnly("headers." + header, template.values(), EnumSet.of(Value.TOKEN)));
        return new Dialect(
                name,
                Optional.ofNullable(content.ready()).map(path -> errors.path("ready", path)),
                headers,
                calls,
                new Dialect.Others(
                        Optional.ofNullable(content.callback())
                                .map(callback -> new CallbackFileReader(errors, callback, create).fields()),
                        paging(content.list(), calls.get(Operation.LIST)),
                        facts(content.service() == null ? NO_FACTS : content.service()),
                        new Dialect.Statuses(
                                content.overloaded() == null
                                        ? Set.of()
                                        : errors.statuses("overloaded", content.overloaded()),
                                content.wrong() == null ? Map.of() : wrongRequests(content.wrong(), create))));
    }

    private Paging paging(DialectFile.@Nullable CallFile content, @Nullable Call list) {
        return content == null || list == null
                ? Paging.NONE
                : new CallReader(errors, Operation.LIST, content).paging(list);
    }

    private ServiceFacts facts(DialectFile.ServiceFile service) {
        return errors.in(
                "service",
                () -> new ServiceFacts(
                        orElse(service.leastLead(), Duration.ZERO),
                        orElse(service.pollInterval(), Duration.ZERO),
                        orElse(service.resolution(), Duration.ofMillis(1)),
                        service.attempts() == null ? OptionalInt.empty() : OptionalInt.of(service.attempts()),
                        orElse(service.retryInterval(), Duration.ZERO)));
    }

    private static Duration orElse(@Nullable Duration given, Duration otherwise) {
        return given == null ? otherwise : given;
    }

    private Map<Wrong, Set<Integer>> wrongRequests(Map<String, List<Integer>> statuses, Call create) {
        Map<Wrong, Set<Integer>> known = new EnumMap<>(Wrong.class);
        statuses.forEach((word, status) -> {
            String key = "wrong." + word;
            Wrong kind = Word.find(Wrong.class, word)
                    .orElseThrow(() -> errors.wrong(key, "unknown; there are " + Word.all(Wrong.class)));
            if (!kind.canSpoil(create)) {
                throw errors.wrong(key, "create sends nothing that could be wrong in this way");
            }
            known.put(kind, errors.statuses(key, status));
        });
        return known;
    }
}
