package timerbench.harness.judge.gate;

import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;

/**
 * A metric that a paired gate decides by.
 *
 * @param name by which trials hold their values
 * @param least the smallest change that counts, as a share: 0.02 for 2 %; below it nothing is worse or better, however sure
 * @param sought the change that must be seen if it is there, as a share; where noise hides twice as much, nothing is concluded
 */
public record GateMetric(String name, MetricScope subject, Unit unit, Better better, double least, double sought) {
    public GateMetric {
        if (!(least > 0 && least < sought && sought < 1)) {
            throw new IllegalArgumentException(
                    name + ": wanted 0 < least < sought < 1, were " + least + " and " + sought);
        }
    }
}
