/**
 * Injectors as the pods of an Indexed Job. Only this package knows the client library. Which rights it needs is in
 * {@code deploy/kubernetes/coordinator/role.yaml}.
 */
@NullMarked
package timerbench.harness.load.injector.kubernetes;

import org.jspecify.annotations.NullMarked;
