package timerbench.harness.judge.compare;

/**
 * One run of a comparison.
 *
 * @param variant its name
 * @param repeat from 1
 */
public record Cell(String variant, String operation, int repeat) {
    /** Returns the folder of its results, in that of the comparison. */
    public String folder() {
        return variant + "-" + operation + "-" + repeat;
    }

    /** Returns it as people call it. */
    public String text() {
        return variant + " " + operation + ", repeat " + repeat;
    }
}
