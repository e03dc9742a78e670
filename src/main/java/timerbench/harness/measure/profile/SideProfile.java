package timerbench.harness.measure.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import timerbench.harness.run.MetricScope;

/**
 * What one side of a pair did during the hold.
 *
 * @param requests answered in each slice of the hold
 * @param idle methods in which threads wait for work most of the time
 * @param sources of the figures, such as {@code JFR}
 * @param notes what was not seen, in sentences
 * @param stacks of the CPU samples, each with its frames separated by semicolons, the outermost first, a space, and the
 *     number of samples; empty if there is no profile of methods
 */
public record SideProfile(
        List<Long> requests,
        List<Amounts> amounts,
        Set<String> idle,
        List<String> sources,
        List<String> notes,
        Optional<List<String>> stacks) {
    /** The name of the CPU time of the service's processes. */
    public static final String SERVICE_CPU = MetricScope.SERVICE + ": CPU time";

    public SideProfile {
        requests = List.copyOf(requests);
        amounts = List.copyOf(amounts);
        idle = Set.copyOf(idle);
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
        stacks = stacks.map(List::copyOf);
    }

    /** Returns the requests of the whole hold. */
    public long allRequests() {
        return requests.stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the profile without what threads wait in these methods. */
    public SideProfile withoutWaitsIn(Set<String> methods) {
        return new SideProfile(
                requests,
                amounts.stream()
                        .filter(each -> each.resource != Resource.WAIT || !methods.contains(each.name))
                        .toList(),
                idle,
                sources,
                notes,
                stacks);
    }

    /**
     * Returns the profile with another unit of a resource.
     *
     * @param scale by which amounts are multiplied
     */
    public SideProfile scaled(Resource resource, double scale, String unit) {
        return new SideProfile(
                requests,
                amounts.stream()
                        .map(each -> each.resource == resource ? each.scaled(scale, unit) : each)
                        .toList(),
                idle,
                sources,
                notes,
                stacks);
    }

    /**
     * How much of a resource something took.
     *
     * @param name method as {@code Class.method}, statement, or figure
     * @param where the nearest callers in most cases, the nearest first; empty for what has no stack
     * @param bySlice in the unit; one for each slice
     * @param squares the sum of the squares of the single events; 0 for what is not a sum of events
     */
    public record Amounts(
            Resource resource, String name, List<String> where, String unit, List<Double> bySlice, double squares) {
        public Amounts {
            where = List.copyOf(where);
            bySlice = List.copyOf(bySlice);
        }

        private Amounts scaled(double scale, String scaledUnit) {
            return new Amounts(
                    resource,
                    name,
                    where,
                    scaledUnit,
                    bySlice.stream().map(amount -> amount * scale).toList(),
                    squares * scale * scale);
        }

        /** Returns the amount of the whole hold. */
        public double sum() {
            return bySlice.stream().mapToDouble(Double::doubleValue).sum();
        }
    }
}
