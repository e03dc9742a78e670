package timerbench.harness.targets.dialect;

import java.util.Map;
import java.util.Set;

/**
 * How an answer is known to be of a kind.
 *
 * @param status any of these
 * @param fields what fields of its body hold, by their paths, such as {@code data.code}; as texts
 */
public record Answer(Set<Integer> status, Map<String, String> fields) {
    public Answer {
        if (status.isEmpty()) {
            throw new IllegalArgumentException("status: wanted at least one");
        }
        status.forEach(Answer::requireStatus);
        status = Set.copyOf(status);
        fields = Map.copyOf(fields);
    }

    private static void requireStatus(int status) {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status: got " + status + ", wanted 100 to 599");
        }
    }
}
