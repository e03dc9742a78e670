package timerbench.harness.measure.log;

import java.util.List;

/** A record of Gatling's {@code simulation.log}. All times are milliseconds since the epoch. */
public sealed interface LogRecord {

    /** The first record of every log. The log counts all later times from {@code startMillis}. */
    record Header(
            String gatlingVersion, String simulationClass, long startMillis, String description, List<String> scenarios)
            implements LogRecord {
        public Header {
            scenarios = List.copyOf(scenarios);
        }
    }

    /** A request and its response; {@code message} says why it failed and is empty if it did not. */
    record Request(List<String> groups, String name, long startMillis, long endMillis, boolean ok, String message)
            implements LogRecord {
        /** Returns the time from the request to the last byte; negative if the clock was set back in between. */
        public long responseTimeMillis() {
            return endMillis - startMillis;
        }
    }

    /** A virtual user that starts ({@code start}) or ends. */
    record User(String scenario, boolean start, long atMillis) implements LogRecord {}

    /** One pass of a virtual user through a group of requests; {@code cumulatedMillis} excludes the pauses. */
    record Group(List<String> groups, long startMillis, long endMillis, int cumulatedMillis, boolean ok)
            implements LogRecord {}

    /** An error outside a request, such as an empty feeder. */
    record Crash(String message, long atMillis) implements LogRecord {}
}
