package timerbench.harness.stats;

import java.util.Random;

/** Kinds of noise of measurements along an axis. */
public enum ScalingNoise {
    SMALL("2 % noise") {
        @Override
        double measured(double truth, double place, Random random) {
            return truth * Math.exp(0.02 * random.nextGaussian());
        }
    },
    LARGE("5 % noise") {
        @Override
        double measured(double truth, double place, Random random) {
            return truth * Math.exp(0.05 * random.nextGaussian());
        }
    },
    /** Runs on shared machines have such tails. */
    TAILS("5 % noise, heavy tails") {
        @Override
        double measured(double truth, double place, Random random) {
            return truth * Math.exp(0.05 * ChangePointRates.Noise.STUDENT.next(random, 0));
        }
    },
    /** A machine is noisier when it is full. */
    GROWING("noise from 1 % to 8 %") {
        @Override
        double measured(double truth, double place, Random random) {
            return truth * Math.exp((0.01 + 0.07 * place * place) * random.nextGaussian());
        }
    },
    /** The noise of a memory that is measured in MB. */
    FIXED("20 MB noise, heavy tails") {
        @Override
        double measured(double truth, double place, Random random) {
            return truth + 20e6 * ChangePointRates.Noise.STUDENT.next(random, 0);
        }
    };

    private final String words;

    ScalingNoise(String words) {
        this.words = words;
    }

    /** Returns the name of the noise. */
    public String words() {
        return words;
    }

    /** @param place 0 at the first point of the axis, 1 at the last */
    abstract double measured(double truth, double place, Random random);
}
