package timerbench.service.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds out which parts of a failure it takes. */
final class Shrinking {
    private Shrinking() {}

    /** Returns parts of the list, in their order, that still fail, while without any one of them they would not. */
    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> smallest = failing;
        for (int size = Math.max(1, failing.size() / 2); size > 0; size = next(size, smallest, failing)) {
            failing = smallest;
            smallest = withoutParts(smallest, size, fails);
        }
        return smallest;
    }

    /** The smallest size is tried until it takes nothing more away. */
    private static <T> int next(int size, List<T> smallest, List<T> before) {
        return size == 1 && smallest.size() < before.size() ? 1 : size / 2;
    }

    private static <T> List<T> withoutParts(List<T> failing, int size, Predicate<List<T>> fails) {
        List<T> smallest = failing;
        int from = 0;
        while (from < smallest.size()) {
            List<T> without = new ArrayList<>(smallest);
            without.subList(from, Math.min(from + size, smallest.size())).clear();
            if (fails.test(without)) {
                smallest = without;
            } else {
                from += size;
            }
        }
        return smallest;
    }
}
