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
    /** Capacity in profile ci: the search for it knows only between which of its rates it lies. */
    SEARCHED("2 % noise, rates 19 % apart") {
        @Override
        double measured(double truth, double place, Random random) {
            return SMALL.measured(truth, place, random);
        }

        @Override
        double step() {
            return Math.pow(2, 0.25);
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

    /** Returns the factor between rates of a search; 1 if the value is measured. */
    double step() {
        return 1;
    }

    /** @param place 0 at the first point of the axis, 1 at the last */
    abstract double measured(double truth, double place, Random random);
}
