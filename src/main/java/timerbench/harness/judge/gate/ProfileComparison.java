package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Explanation.Change;
import timerbench.harness.judge.gate.Explanation.Kind;
import timerbench.harness.judge.gate.Explanation.Stacks;
import timerbench.harness.measure.profile.Resource;
import timerbench.harness.measure.profile.SideProfile;
import timerbench.harness.measure.profile.SideProfile.Amounts;

/**
 * Compares the profiles of both sides of a pair.
 *
 * <p>The noise of a difference is computed from the slices of the hold. Within a slice, both sides had the machine in
 * turns, so what disturbed one disturbed the other. It is at least the noise of counting: that of a sum of independent
 * events of these sizes. The time of a statement also differs from one start of a database to the next, which slices do
 * not show.
 */
public final class ProfileComparison {
    /** What takes less of its kind than this on both sides explains nothing. */
    private static final double SMALL = 0.01;

    private static final double PERCENT = 100;

    /**
     * By how much the time of a statement differs between two new databases: a standard deviation, as a share. In ten
     * explained pairs of builds with the same statements it was 0.14 to 0.21, of which slices showed 0.07 to 0.15
     * (decision 0021).
     */
    private static final double BETWEEN_DATABASES = 0.17;

    private final SideProfile baseline;
    private final SideProfile candidate;
    private final double samplePercent;
    private final Map<Kind, Double> totals;

    private ProfileComparison(SideProfile baseline, SideProfile candidate) {
        double scale = samplePercent(baseline, candidate);
        // Threads that wait for work on one side may just not wait for it most of the time on the other.
        Set<String> idle = Stream.concat(baseline.idle().stream(), candidate.idle().stream())
                .collect(Collectors.toSet());
        this.samplePercent = scale;
        this.baseline = baseline.withoutWaitsIn(idle).scaled(Resource.CPU, scale, "%");
        this.candidate = candidate.withoutWaitsIn(idle).scaled(Resource.CPU, scale, "%");
        this.totals = totals(this.baseline);
    }

    /**
     * Returns the percentage that one sample per request is of the baseline's samples per request. A sample stands for
     * no certain time: on a busy machine the sampler gets no processor, and threads in the kernel, in native code or in
     * the JVM itself are not sampled. Neither differs between the sides, which had the machine in turns.
     */
    private static double samplePercent(SideProfile baseline, SideProfile candidate) {
        double ofBaseline = sum(baseline, ProfileComparison::isSampled) / Math.max(1, baseline.allRequests());
        double ofCandidate = sum(candidate, ProfileComparison::isSampled) / Math.max(1, candidate.allRequests());
        double perRequest = ofBaseline > 0 ? ofBaseline : ofCandidate;
        return perRequest > 0 ? PERCENT / perRequest : 1;
    }

    private static double sum(SideProfile profile, Predicate<Amounts> which) {
        return profile.amounts().stream()
                .filter(which)
                .mapToDouble(Amounts::sum)
                .sum();
    }

    private static boolean isCpuTime(Amounts amounts) {
        return amounts.resource() == Resource.SYSTEM && amounts.name().equals(SideProfile.SERVICE_CPU);
    }

    private static boolean isSampled(Amounts amounts) {
        return amounts.resource() == Resource.CPU;
    }

    /** Returns what the candidate did differently. Both profiles have the same number of slices. */
    public static Explanation of(SideProfile baseline, SideProfile candidate) {
        ProfileComparison comparison = new ProfileComparison(baseline, candidate);
        return new Explanation(
                both(baseline.sources(), candidate.sources()).collect(Collectors.joining("; ")),
                comparison.isLoaded() ? comparison.changes() : List.of(),
                comparison.notes(),
                comparison.stacks());
    }

    private static Stream<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct();
    }

    private boolean isLoaded() {
        return baseline.allRequests() > 0 && candidate.allRequests() > 0;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!isLoaded()) {
            notes.add("a side answered no request, so nothing is compared");
        }
        both(baseline.notes(), candidate.notes()).forEach(note -> {
            boolean ofBoth =
                    baseline.notes().contains(note) && candidate.notes().contains(note);
            String side = baseline.notes().contains(note) ? "baseline" : "candidate";
            notes.add(ofBoth ? note : side + ": " + note);
        });
        return notes;
    }

    private Optional<Stacks> stacks() {
        return baseline.stacks()
                .flatMap(one -> candidate
                        .stacks()
                        .map(other -> new Stacks(
                                one,
                                other,
                                samplePercent / Math.max(1, baseline.allRequests()),
                                samplePercent / Math.max(1, candidate.allRequests()))));
    }

    /** A row is the same on both sides if it is about the same. */
    private record Row(Kind kind, String name) {}

    private List<Change> changes() {
        Map<Row, Amounts> before = byRow(baseline);
        Map<Row, Amounts> after = byRow(candidate);
        Set<Row> rows = new LinkedHashSet<>(after.keySet());
        rows.addAll(before.keySet());
        return rows.stream()
                .filter(row -> isMeasured(row, before) && isMeasured(row, after))
                .map(row -> change(row, Optional.ofNullable(before.get(row)), Optional.ofNullable(after.get(row))))
                .filter(change -> Math.max(change.baseline(), change.candidate()) >= SMALL * total(change))
                .sorted(Comparator.comparing((Change change) -> !change.isSure())
                        .thenComparing(change -> !namesCode(change))
                        .thenComparing(Comparator.comparingDouble(this::weight).reversed()))
                .toList();
    }

    /** A method or statement that is not there took nothing, if its kind was measured at all. */
    private static boolean isMeasured(Row row, Map<Row, Amounts> side) {
        return row.kind() == Kind.SYSTEM
                ? side.containsKey(row)
                : side.keySet().stream().anyMatch(other -> group(other.kind()).equals(group(row.kind())));
    }

    /** Returns the kinds that are measured together. */
    private static Set<Kind> group(Kind kind) {
        return switch (kind) {
            case CPU, ALLOCATION, LOCK, WAIT, GC -> Set.of(Kind.CPU, Kind.ALLOCATION, Kind.LOCK, Kind.WAIT, Kind.GC);
            case STATEMENT_CALLS, STATEMENT_TIME -> Set.of(Kind.STATEMENT_CALLS, Kind.STATEMENT_TIME);
            case SYSTEM -> Set.of(Kind.SYSTEM);
        };
    }

    private static Map<Row, Amounts> byRow(SideProfile profile) {
        Map<Row, Amounts> rows = new LinkedHashMap<>();
        profile.amounts().forEach(each -> rows.put(new Row(kind(each.resource()), each.name()), each));
        return rows;
    }

    private Change change(Row row, Optional<Amounts> before, Optional<Amounts> after) {
        Amounts known = after.or(() -> before).orElseThrow();
        double one = perRequest(baseline, before);
        double other = perRequest(candidate, after);
        return new Change(
                row.kind(), row.name(), known.where(), known.unit(), one, other, noise(row.kind(), before, after));
    }

    /** Returns the standard error of the difference per request. */
    private double noise(Kind kind, Optional<Amounts> before, Optional<Amounts> after) {
        List<Double> one = residuals(baseline, before);
        List<Double> other = residuals(candidate, after);
        int slices = one.size();
        double squares = IntStream.range(0, slices)
                .mapToDouble(slice -> other.get(slice) - one.get(slice))
                .map(difference -> difference * difference)
                .sum();
        double ofSlices = slices < 2 ? Double.POSITIVE_INFINITY : squares * slices / (slices - 1);
        double withinPair = Math.max(ofSlices, counting(baseline, before) + counting(candidate, after));
        double betweenDatabases = kind == Kind.STATEMENT_TIME
                ? BETWEEN_DATABASES * Math.min(perRequest(baseline, before), perRequest(candidate, after))
                : 0;
        return Math.sqrt(withinPair + betweenDatabases * betweenDatabases);
    }

    private static double perRequest(SideProfile profile, Optional<Amounts> amounts) {
        return amounts.map(Amounts::sum).orElse(0.0) / profile.allRequests();
    }

    /**
     * Returns what each slice adds to the error of the ratio of amount and requests (linearised; Cochran 1977,
     * Sampling Techniques, §6.3).
     */
    private static List<Double> residuals(SideProfile profile, Optional<Amounts> amounts) {
        double requests = profile.allRequests();
        double ratio = amounts.map(Amounts::sum).orElse(0.0) / requests;
        return IntStream.range(0, profile.requests().size())
                .mapToObj(slice ->
                        (amounts.map(each -> each.bySlice().get(slice)).orElse(0.0)
                                        - ratio * profile.requests().get(slice))
                                / requests)
                .toList();
    }

    private static double counting(SideProfile profile, Optional<Amounts> amounts) {
        double requests = profile.allRequests();
        return amounts.map(Amounts::squares).orElse(0.0) / (requests * requests);
    }

    /** Pauses and figures of a process are effects: a method or a statement causes them. */
    private static boolean namesCode(Change change) {
        return change.kind() != Kind.GC && change.kind() != Kind.SYSTEM;
    }

    /**
     * Returns the size of a sure change, comparable between kinds: as a share of what the baseline takes of its kind.
     * Of changes that may be noise, those that are less likely to be are first.
     */
    private double weight(Change change) {
        return change.isSure() ? Math.abs(change.difference()) / total(change) : change.surprise();
    }

    /**
     * Returns what the baseline takes of a kind per request. Waits of all kinds are compared with the whole time of
     * threads, whether they work or wait: a lock that hardly anybody waits for may double without being important.
     */
    private double total(Change change) {
        double cpu = sum(baseline, ProfileComparison::isCpuTime) / Math.max(1, baseline.allRequests());
        double time = cpu
                + Stream.of(Kind.LOCK, Kind.WAIT, Kind.GC)
                        .mapToDouble(kind -> totals.getOrDefault(kind, 0.0))
                        .sum();
        double total = switch (change.kind()) {
            case LOCK, WAIT, GC -> time;
            case SYSTEM -> Math.max(change.baseline(), change.candidate());
            case CPU, ALLOCATION, STATEMENT_CALLS, STATEMENT_TIME -> totals.getOrDefault(change.kind(), 0.0);
        };
        return Math.max(total, Double.MIN_NORMAL);
    }

    private static Map<Kind, Double> totals(SideProfile profile) {
        Map<Kind, Double> totals = new EnumMap<>(Kind.class);
        profile.amounts()
                .forEach(each -> totals.merge(
                        kind(each.resource()), each.sum() / Math.max(1, profile.allRequests()), Double::sum));
        return totals;
    }

    private static Kind kind(Resource resource) {
        return switch (resource) {
            case CPU -> Kind.CPU;
            case ALLOCATION -> Kind.ALLOCATION;
            case LOCK -> Kind.LOCK;
            case WAIT -> Kind.WAIT;
            case GC -> Kind.GC;
            case STATEMENT_CALLS -> Kind.STATEMENT_CALLS;
            case STATEMENT_TIME -> Kind.STATEMENT_TIME;
            case SYSTEM -> Kind.SYSTEM;
        };
    }
}
