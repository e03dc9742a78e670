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
 * @param kind what was started by the harness, or that it was found at URLs
 * @param dialect how its HTTP API spells the operations
 * @param instances processes that were started, or addresses that were loaded
 * @param urls the addresses, without secrets; only of a service that was already running
 * @param build the file or image that was started; absent if it is this checkout's, or nothing was started
 * @param database absent if unknown
 * @param limits on the resources of service and database, such as {@code database memory}; empty if there are none, or
 *     if they are not known
 */
public record RunTarget(
        Kind kind,
        String dialect,
        int instances,
        @JsonInclude(Include.NON_EMPTY) List<String> urls,
        Optional<Build> build,
        Optional<Database> database,
        @JsonInclude(Include.NON_EMPTY) Map<String, String> limits) {

    public RunTarget {
        Require.present(dialect, "dialect");
        Require.that(instances > 0, "target: instances must be positive, was %d", instances);
        Require.that(
                (kind == Kind.URL) != urls.isEmpty(), "target: kind %s with %d addresses", kind.word(), urls.size());
        Require.that(
                kind == Kind.EMBEDDED || (kind == Kind.URL) == build.isEmpty(),
                "target: kind %s with build %s",
                kind.word(),
                build.map(Build::text).orElse("none"));
        urls = urls.stream().map(Address::redacted).toList();
        limits.forEach((limit, value) -> Require.present(value, "target: limit " + limit));
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    }

    /** The reference service, started by the harness. */
    public static RunTarget embedded(String dialect, int instances, Database database) {
        return new RunTarget(
                Kind.EMBEDDED, dialect, instances, List.of(), Optional.empty(), Optional.of(database), Map.of());
    }

    /** A service that was already running. */
    public static RunTarget url(String dialect, List<String> urls, Optional<Database> database) {
        return new RunTarget(Kind.URL, dialect, urls.size(), urls, Optional.empty(), database, Map.of());
    }

    /** Somebody's own service, started by the harness. */
    public static RunTarget started(
            Kind kind, String dialect, int instances, Build build, Optional<Database> database) {
        return new RunTarget(kind, dialect, instances, List.of(), Optional.of(build), database, Map.of());
    }

    /** Returns this target with the limits that were in force. */
    public RunTarget with(Map<String, String> known) {
        return new RunTarget(kind, dialect, instances, urls, build, database, known);
    }

    /** Returns this target with the file that was started. */
    public RunTarget with(Build known) {
        return new RunTarget(kind, dialect, instances, urls, Optional.of(known), database, limits);
    }

    /** Returns whether the limits are all that there are; those of a service that was already running are not known. */
    public boolean knowsLimits() {
        return kind != Kind.URL;
    }

    /** Returns what and where the target is as text, such as {@code program ./kala, sha256 0123456789ab}. */
    public String text() {
        String where = build.map(Build::text).orElseGet(() -> String.join(" and ", urls));
        return (kind.word() + " " + where).strip();
    }

    /** What the target is, and who started it. */
    public enum Kind implements Word {
        /** The reference service, started by the harness. */
        EMBEDDED,
        /** A service that was already running. */
        URL,
        /** Somebody's own service as a jar, started by the harness. */
        JAR,
        /** Somebody's own service as an executable file, started by the harness. */
        PROGRAM,
        /** Somebody's own service as a container image, started by the harness. */
        IMAGE
    }

    /**
     * The file or image that was started.
     *
     * @param name as it was given
     * @param sha256 the hash of the file, or the id of the image: 64 hexadecimal digits
     */
    public record Build(String name, String sha256) {
        private static final int SHOWN = 12;

        public Build {
            Require.present(name, "build");
            Require.that(sha256.matches("\\p{XDigit}{64}"), "build %s: sha256 is \"%s\"", name, sha256);
        }

        /** Returns the first digits of the hash, which are enough to tell builds apart. */
        public String shortHash() {
            return sha256.substring(0, SHOWN);
        }

        String text() {
            return name + ", sha256 " + shortHash();
        }
    }
}
