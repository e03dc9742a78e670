/**
 * Addresses as users give them: hosts, ports and the check that no address holds a secret. Both the service and the
 * harness use them. Nothing here opens a connection.
 */
@NullMarked
package timerbench.address;

import org.jspecify.annotations.NullMarked;
