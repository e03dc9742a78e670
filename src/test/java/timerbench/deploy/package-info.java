/** Tests of what {@code deploy} holds for those who run timer-bench elsewhere. */
@NullMarked
package timerbench.deploy;

import org.jspecify.annotations.NullMarked;
