package timerbench.harness.measure.monitor;

import timerbench.harness.run.Metric;
import timerbench.harness.run.Word;

/** Bytes that pass between a process and its network and disks. */
public enum Traffic implements Word {
    NETWORK_RECEIVED(Metric.NETWORK_RECEIVED),
    NETWORK_SENT(Metric.NETWORK_SENT),
    DISK_READ(Metric.IO_READ),
    DISK_WRITTEN(Metric.IO_WRITTEN);

    private final String metric;

    Traffic(String metric) {
        this.metric = metric;
    }

    /** Returns the name of the metric of its rate. */
    public String metric() {
        return metric;
    }
}
