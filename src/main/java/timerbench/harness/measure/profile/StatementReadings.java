package timerbench.harness.measure.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import timerbench.harness.measure.profile.SideProfile.Amounts;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.DatabaseLoad.Statement;

/** Readings of what a database counts of its statements, one at the end of each slice. */
final class StatementReadings {
    private static final double MICROS_PER_MILLI = 1e3;

    /** A driver writes as many rows into a statement as there are, in powers of two. */
    private static final Pattern ROWS = Pattern.compile("(\\([^()]*\\))(?:\\s*,\\s*\\([^()]*\\))+");

    private static final Pattern PARAMETERS = Pattern.compile("\\$\\d+");

    private final List<DatabaseLoad> readings = new ArrayList<>();

    /** Adds what was counted since the start. */
    void add(DatabaseLoad load) {
        readings.add(load);
    }

    int count() {
        return readings.size();
    }

    /** Returns the source of the figures; empty without readings. */
    Optional<String> source() {
        return readings.stream().map(DatabaseLoad::source).findFirst();
    }

    /** Returns the calls and the time of each statement. */
    List<Amounts> amounts() {
        if (readings.isEmpty()) {
            return List.of();
        }
        String unit = readings.get(0).unit();
        boolean isMillis = unit.equals("ms");
        List<Amounts> amounts = new ArrayList<>(amounts(Resource.STATEMENT_CALLS, "calls", Statement::calls));
        amounts.addAll(amounts(
                Resource.STATEMENT_TIME,
                isMillis ? "µs" : unit,
                statement -> statement.total() * (isMillis ? MICROS_PER_MILLI : 1)));
        return amounts;
    }

    private List<Amounts> amounts(Resource resource, String unit, ToDoubleFunction<Statement> value) {
        List<Map<String, Double>> byText =
                readings.stream().map(load -> byText(load, value)).toList();
        return byText.stream()
                .flatMap(reading -> reading.keySet().stream())
                .distinct()
                .map(text -> new Amounts(resource, text, List.of(), unit, increases(byText, text), 0))
                .sorted(Comparator.comparingDouble(Amounts::sum).reversed())
                .toList();
    }

    private static Map<String, Double> byText(DatabaseLoad load, ToDoubleFunction<Statement> value) {
        return load.statements().stream()
                .collect(Collectors.toMap(
                        statement -> text(statement.text()),
                        statement -> value.applyAsDouble(statement),
                        Double::sum,
                        LinkedHashMap::new));
    }

    /** Returns the statement as it is whatever the number of its rows. */
    static String text(String statement) {
        return ROWS.matcher(PARAMETERS.matcher(statement).replaceAll("?")).replaceAll("$1, …");
    }

    private static List<Double> increases(List<Map<String, Double>> readings, String text) {
        List<Double> increases = new ArrayList<>();
        for (int i = 1; i < readings.size(); i++) {
            increases.add(readings.get(i).getOrDefault(text, 0.0)
                    - readings.get(i - 1).getOrDefault(text, 0.0));
        }
        return increases;
    }
}
