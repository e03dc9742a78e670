/** A simulation in a JVM of its own: how it is started, and what its output says. */
@NullMarked
package timerbench.harness.load.process;

import org.jspecify.annotations.NullMarked;
