package simulations.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.settings.SettingsException;

/**
 * Files of values and how often each comes: CSV with a value and a positive weight a line. Gatling's {@code csv}
 * works only within a simulation; these files are read before anything is started.
 */
final class Weights {
    private static final String MARK = "\uFEFF";
    private static final Pattern NO_FIELD = Pattern.compile("[;\t\"]");
    private static final Pattern BLANK = Pattern.compile("\\s*");

    /** @param weightColumn where it begins, counted from 1 */
    private record Row(String value, int valueColumn, String weight, int weightColumn) {}

    private final String resource;
    private final String column;

    private Weights(String resource, String column) {
        this.resource = resource;
        this.column = column;
    }

    /**
     * Returns the values of a resource with their weights, in the order of the file.
     *
     * @param column the name of its first column; the second is {@code weight}
     * @param parse makes a value of its text, or throws an IllegalArgumentException
     * @throws SettingsException if the file is not valid; the message names the line and the column
     */
    static <T> Map<T, Double> read(String resource, String column, Function<String, T> parse) {
        return parsed(resource, bytes(resource), column, parse);
    }

    /** Returns the values of a file that has been read, with their weights. */
    static <T> Map<T, Double> parsed(String resource, byte[] bytes, String column, Function<String, T> parse) {
        Weights file = new Weights(resource, column);
        return file.weights(file.text(bytes).lines().toList(), parse);
    }

    private <T> Map<T, Double> weights(List<String> lines, Function<String, T> parse) {
        requireHead(lines.isEmpty() ? "" : lines.get(0));
        Map<T, Double> weights = new LinkedHashMap<>();
        for (int line = 2; line <= lines.size(); line++) {
            String text = lines.get(line - 1);
            if (!text.isBlank()) {
                Row row = row(line, text);
                if (weights.put(value(line, row, parse), weight(line, row)) != null) {
                    throw wrong(line, row.valueColumn(), "\"" + row.value() + "\" is there a second time");
                }
            }
        }
        if (weights.isEmpty()) {
            throw new SettingsException(resource + " has no values");
        }
        return weights;
    }

    private void requireHead(String line) {
        Row head = row(1, line);
        if (!head.value().equals(column)) {
            throw wrong(1, head.valueColumn(), wanted(head.value(), column + ",weight"));
        }
        if (!head.weight().equals("weight")) {
            throw wrong(1, head.weightColumn(), wanted(head.weight(), "weight"));
        }
    }

    private Row row(int line, String text) {
        Matcher other = NO_FIELD.matcher(text);
        if (other.find()) {
            throw wrong(
                    line, other.start() + 1, wanted(other.group(), "two fields, separated by a comma, without quotes"));
        }
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw wrong(line, text.length() + 1, "wanted " + column + ",weight; there is no comma");
        }
        int second = text.indexOf(',', comma + 1);
        if (second >= 0) {
            throw wrong(line, second + 1, "wanted " + column + ",weight; there is a second comma");
        }
        String weight = text.substring(comma + 1);
        return new Row(text.substring(0, comma).strip(), indent(text) + 1, weight.strip(), comma + 2 + indent(weight));
    }

    private static int indent(String text) {
        Matcher blank = BLANK.matcher(text);
        return blank.lookingAt() ? blank.end() : 0;
    }

    private <T> T value(int line, Row row, Function<String, T> parse) {
        try {
            if (!row.value().isEmpty()) {
                return parse.apply(row.value());
            }
        } catch (NumberFormatException e) {
            throw wrong(line, row.valueColumn(), wanted(row.value(), column + ", a whole number"));
        } catch (IllegalArgumentException e) {
            throw wrong(line, row.valueColumn(), column + " " + e.getMessage());
        }
        throw wrong(line, row.valueColumn(), wanted("", column));
    }

    private double weight(int line, Row row) {
        try {
            double weight = Double.parseDouble(row.weight());
            if (weight > 0 && Double.isFinite(weight)) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is no weight.
        }
        throw wrong(line, row.weightColumn(), wanted(row.weight(), "a weight above 0"));
    }

    private static String wanted(String got, String wanted) {
        return "got \"" + got + "\", wanted " + wanted;
    }

    private SettingsException wrong(int line, int at, String what) {
        return new SettingsException(resource + ", line " + line + ", column " + at + ": " + what);
    }

    /** Returns the text without the byte order mark that some programs write. */
    private String text(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
            throw wrong(line, text.length() - text.lastIndexOf('\n'), "is not UTF-8; save the file as UTF-8");
        }
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Weights.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new SettingsException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read: " + e.getMessage(), e);
        }
    }
}
