package timerbench.harness.show;

import java.util.List;
import java.util.Locale;

/** A few values as a line in a small SVG, with a dot at the last one. */
final class SparkLine {
    private static final int WIDTH = 128;
    private static final int HEIGHT = 27;
    private static final int EDGE = 3;

    /** What the height stands for at least, as a share of the largest value: noise must not look like a change. */
    private static final double LEAST_SPAN = 0.2;

    private SparkLine() {}

    /** Returns the element; {@code label} is escaped. */
    static String svg(Document.Spark spark, String label) {
        List<Double> values = spark.values();
        double most = values.stream().mapToDouble(each -> each).max().orElse(0);
        double least = values.stream().mapToDouble(each -> each).min().orElse(0);
        double span = Math.max(most - least, LEAST_SPAN * most);
        double bottom = (most + least - span) / 2;
        StringBuilder points = new StringBuilder();
        double x = EDGE;
        double y = HEIGHT / 2.0;
        for (int i = 0; i < values.size(); i++) {
            x = values.size() == 1 ? x : EDGE + (double) i * (WIDTH - 2 * EDGE) / (values.size() - 1);
            y = span == 0 ? y : HEIGHT - EDGE - (values.get(i) - bottom) / span * (HEIGHT - 2 * EDGE);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return String.format(
                Locale.ROOT,
                "<svg class=\"spark\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                        + "<polyline points=\"%s\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/></svg>",
                WIDTH,
                HEIGHT,
                label,
                points.toString().strip(),
                x,
                y);
    }
}
