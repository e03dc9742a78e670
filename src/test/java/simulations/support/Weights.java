package simulations.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that say how often which value is to come: CSV with a value and a positive weight a line. Not read by Gatling's
 * {@code csv}, which works only within a simulation, so that what is made of them can be tested without one.
 */
final class Weights {
    private static final Pattern LINE = Pattern.compile("\\s*([^,\"]+?)\\s*,\\s*([^,\"]+?)\\s*");

    private Weights() {}

    /**
     * Returns the values of a resource with their weights, in the order of the file.
     *
     * @param column what its first column is called; the second is {@code weight}
     * @param parse makes a value of its text, or throws an IllegalArgumentException
     */
    static <T> Map<T, Double> read(String resource, String column, Function<String, T> parse) {
        return parsed(resource, lines(resource), column, parse);
    }

    /** Returns the same of lines that are already read. */
    static <T> Map<T, Double> parsed(String resource, List<String> lines, String column, Function<String, T> parse) {
        String head = column + ",weight";
        if (lines.isEmpty() || !lines.get(0).equals(head)) {
            throw new IllegalArgumentException(resource + " must start with the line " + head);
        }
        Map<T, Double> weights = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !added(line, parse, weights)) {
                throw new IllegalArgumentException(resource + ", line " + (i + 1) + ": must be a new " + column
                        + ", a comma and a weight above 0, without quotes, was " + line);
            }
        }
        if (weights.isEmpty()) {
            throw new IllegalArgumentException(resource + " has no values");
        }
        return weights;
    }

    private static <T> boolean added(String line, Function<String, T> parse, Map<T, Double> weights) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        try {
            T value = parse.apply(matcher.group(1));
            double weight = Double.parseDouble(matcher.group(2));
            return weight > 0 && Double.isFinite(weight) && weights.put(value, weight) == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Weights.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
