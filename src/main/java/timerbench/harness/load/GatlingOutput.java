package timerbench.harness.load;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes what Gatling prints about its own report off the console: it has other figures than ours, and stays as a page.
 * What it prints beyond that passes.
 */
final class GatlingOutput extends PrintStream {
    private static final String PARSING = "Parsing log file(s)...";
    private static final String PARSED = "Parsing log file(s) done in";
    private static final String GENERATING = "Generating reports...";
    private static final String GENERATED = "Reports generated";
    private static final String SUMMARY = "---- Global Information ---";
    private static final Pattern ASSERTION = Pattern.compile("(.+) : (true|false) \\((.*)\\)");

    private final List<String> failedAssertions = new CopyOnWriteArrayList<>();
    private volatile Optional<String> begun = Optional.empty();

    /** @param passed receives what is not of the report */
    GatlingOutput(PrintStream passed) {
        super(passed, true);
    }

    /** Begins with this thread, which must be the one that makes Gatling's report. */
    void begin() {
        scala.Console$.MODULE$.setOutDirect(this);
    }

    /** Returns Gatling's assertions that do not hold. */
    List<String> failedAssertions() {
        return List.copyOf(failedAssertions);
    }

    /** Returns what went wrong if Gatling began with its report and did not end it. */
    Optional<String> unfinished() {
        return begun.map(step -> "Gatling's report failed while " + step);
    }

    /** Gatling prints each part of its report as one value. */
    @Override
    public void println(@Nullable Object part) {
        if (!isOfReport(String.valueOf(part))) {
            super.println(part);
        }
    }

    private boolean isOfReport(String part) {
        if (part.equals(PARSING)) {
            begun = Optional.of("it read its log");
        } else if (part.equals(GENERATING)) {
            begun = Optional.of("it made its pages");
        } else if (part.startsWith(PARSED) || part.strip().startsWith(GENERATED)) {
            begun = Optional.empty();
        } else if (!part.contains(SUMMARY)) {
            return isAssertion(part);
        }
        return true;
    }

    private boolean isAssertion(String part) {
        Matcher assertion = ASSERTION.matcher(part);
        if (!assertion.matches()) {
            return false;
        }
        if (assertion.group(2).equals("false")) {
            failedAssertions.add(assertion.group(1) + " (" + assertion.group(3) + ")");
        }
        return true;
    }
}
