/**
 * Several injectors that share a load: where they run, how they are started, and how they and their coordinator reach
 * each other. What they measure, and how it is merged, is not in here.
 */
@NullMarked
package timerbench.harness.load.injector;

import org.jspecify.annotations.NullMarked;
