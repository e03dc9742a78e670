package timerbench.harness.judge.gate;

import timerbench.harness.run.Better;

/**
 * A metric that decides a paired gate.
 *
 * @param judged the metric; its name is the one by which trials hold their values
 * @param least the smallest change that counts, as a share: 0.02 for 2 %. A smaller change is neither worse nor better, however
 *     sure it is
 * @param sought the change that the gate must see if it is there, as a share. Where noise hides twice as much, nothing is
 *     concluded
 */
public record GateMetric(JudgedMetric judged, double least, double sought) {
    public GateMetric {
        if (!(least > 0 && least < sought && sought < 1)) {
            throw new IllegalArgumentException(
                    judged.name() + ": wanted 0 < least < sought < 1, were " + least + " and " + sought);
        }
    }

    public String name() {
        return judged.name();
    }

    public Better better() {
        return judged.better();
    }
}
