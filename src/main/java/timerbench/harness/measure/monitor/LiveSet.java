package timerbench.harness.measure.monitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.harness.targets.process.Jcmd;

/** Measures the objects that JVMs still refer to. */
final class LiveSet {
    /** Counts the objects after a full collection, which it forces with every collector. */
    private static final String COUNT = "GC.class_histogram";

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private LiveSet() {}

    /**
     * Returns the bytes of all JVMs among these processes together; empty if there is none, or if one does not
     * answer.
     */
    static OptionalLong bytes(List<ProcessHandle> processes) {
        List<Optional<Long>> each = new ArrayList<>();
        processes.stream().filter(Jcmd::reaches).forEach(jvm -> each.add(bytes(jvm)));
        return each.isEmpty() || each.stream().anyMatch(Optional::isEmpty)
                ? OptionalLong.empty()
                : OptionalLong.of(each.stream().mapToLong(Optional::get).sum());
    }

    /** Returns the bytes of a JVM; empty if it gives no answer: then its resident memory is known. */
    private static Optional<Long> bytes(ProcessHandle jvm) {
        try {
            Matcher total = TOTAL.matcher(Jcmd.ofThisJdk().tell(jvm, COUNT));
            return total.find() ? Optional.of(Long.valueOf(total.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
