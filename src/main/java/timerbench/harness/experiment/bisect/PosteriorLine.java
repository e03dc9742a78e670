package timerbench.harness.experiment.bisect;

import java.util.Arrays;
import java.util.stream.Collectors;
import timerbench.harness.run.Numbers;

/** Probabilities of the candidates of a search as a line of blocks, one each, and the largest as a number. */
final class PosteriorLine {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 40;

    private PosteriorLine() {}

    /** Returns the line. If there are more candidates than fit, a block is several neighbours. */
    static String of(double[] probabilities) {
        int together = (probabilities.length + WIDTH - 1) / WIDTH;
        double[] blocks = new double[(probabilities.length + together - 1) / together];
        int best = 0;
        for (int i = 0; i < probabilities.length; i++) {
            blocks[i / together] += probabilities[i];
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        String line = Arrays.stream(blocks)
                .mapToObj(share -> BLOCKS.substring(level(share), level(share) + 1))
                .collect(Collectors.joining());
        return line + " " + Numbers.percent(probabilities[best]) + " for commit " + (best + 1) + " of "
                + probabilities.length;
    }

    private static int level(double share) {
        return (int) Math.max(0, Math.min(BLOCKS.length() - 1, Math.round(share * (BLOCKS.length() - 1))));
    }
}
