/** What the metrics of the service and of the harness have in common, so that both can be compared. */
@NullMarked
package timerbench.metrics;

import org.jspecify.annotations.NullMarked;
