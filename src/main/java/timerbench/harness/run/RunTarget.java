package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.address.Address;

/**
 * The target of a run.
 *
 * @param kind started by the harness, or found at URLs
 * @param dialect how its HTTP API spells the operations
 * @param instances processes of the embedded service, or addresses that were loaded
 * @param urls the addresses, without secrets; none if embedded
 * @param database absent if unknown
 * @param limits on the resources of service and database, such as {@code database memory}; empty if there are none
 */
public record RunTarget(
        Kind kind,
        String dialect,
        int instances,
        @JsonInclude(Include.NON_EMPTY) List<String> urls,
        Optional<Database> database,
        @JsonInclude(Include.NON_EMPTY) Map<String, String> limits) {

    public RunTarget {
        Require.present(dialect, "dialect");
        Require.that(instances > 0, "target: instances must be positive, was %d", instances);
        Require.that(
                (kind == Kind.URL) != urls.isEmpty(), "target: kind %s with %d addresses", kind.word(), urls.size());
        urls = urls.stream().map(Address::redacted).toList();
        limits.forEach((limit, value) -> Require.present(value, "target: limit " + limit));
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    }

    /** The reference service, started by the harness. */
    public static RunTarget embedded(String dialect, int instances, Database database) {
        return new RunTarget(Kind.EMBEDDED, dialect, instances, List.of(), Optional.of(database), Map.of());
    }

    /** A service that was already running. */
    public static RunTarget url(String dialect, List<String> urls, Optional<Database> database) {
        return new RunTarget(Kind.URL, dialect, urls.size(), urls, database, Map.of());
    }

    /** Returns this target with the limits that were in force. */
    public RunTarget with(Map<String, String> known) {
        return new RunTarget(kind, dialect, instances, urls, database, known);
    }

    /** Who started the target. */
    public enum Kind implements Word {
        EMBEDDED,
        URL
    }
}
