package timerbench.harness.targets.database.mongodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.DatabaseLoad.Statement;

/**
 * Adds up the documents of {@code system.profile} by operation, collection, queried fields, and plan. The server
 * counts whole milliseconds, rounded down, so many short operations may add up to none.
 */
final class ProfiledOperations {
    private static final String PROFILE = "system.profile";

    private final double share;
    private final Map<String, Statement> statements = new HashMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    /** @param share the share of all operations that is profiled, 0 to 1, by which the sums are scaled up */
    ProfiledOperations(double share) {
        this.share = share;
    }

    void add(Document profiled) {
        String namespace = profiled.get("ns", "");
        if (namespace.endsWith("." + PROFILE)) {
            return;
        }
        Number millis = profiled.get("millis", Number.class);
        statements.merge(
                text(profiled, namespace),
                new Statement(text(profiled, namespace), 1, millis == null ? 0 : millis.doubleValue()),
                (before, now) ->
                        new Statement(before.text(), before.calls() + now.calls(), before.total() + now.total()));
        Optional.ofNullable(profiled.getDate("ts"))
                .map(date -> date.toInstant())
                .ifPresent(this::seen);
    }

    private void seen(Instant instant) {
        first = instant.isBefore(first) ? instant : first;
        last = instant.isAfter(last) ? instant : last;
    }

    private static String text(Document profiled, String namespace) {
        Document command = profiled.get("command", new Document());
        Document asked =
                profiled.getString("op").equals("getmore") ? profiled.get("originatingCommand", command) : command;
        String collection = namespace.substring(namespace.indexOf('.') + 1);
        String plan = profiled.get("planSummary", "");
        return Stream.of(operation(profiled, command), collection, fields(asked), plan)
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    /** Returns the kind of operation; for a command, its name, which is its first field. */
    private static String operation(Document profiled, Document command) {
        String kind = profiled.getString("op");
        return kind.equals("command") && !command.isEmpty()
                ? command.keySet().iterator().next()
                : kind;
    }

    private static String fields(Document asked) {
        return Stream.of("filter", "q", "query")
                .map(asked::get)
                .filter(Document.class::isInstance)
                .map(filter -> ((Document) filter).keySet().toString())
                .findFirst()
                .orElse("");
    }

    /** @param complete whether the sample is complete */
    DatabaseLoad load(int most, boolean complete) {
        List<Statement> largest = statements.values().stream()
                .sorted(Comparator.comparingDouble(Statement::total)
                        .reversed()
                        .thenComparing(
                                Comparator.comparingLong(Statement::calls).reversed()))
                .limit(most)
                .map(each -> new Statement(each.text(), Math.round(each.calls() / share), each.total() / share))
                .toList();
        String part = complete || last.isBefore(first)
                ? ""
                : ", the last %d s only".formatted(Duration.between(first, last).toSeconds());
        String sample = share < 1 ? ", from a sample of %.0f %%".formatted(100 * share) : "";
        return new DatabaseLoad(PROFILE + sample + part, "ms", largest);
    }
}
