/** Addresses, which both the service and the harness are given. */
@NullMarked
package timerbench.address;

import org.jspecify.annotations.NullMarked;
