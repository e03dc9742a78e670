package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;

/** Words for a request that the API server does not answer, or refuses. */
final class ApiFailure {
    private static final int UNAUTHORIZED = 401;

    private ApiFailure() {}

    /**
     * Makes a request.
     *
     * @param what it does, such as {@code list the pods}
     * @throws IOException with the API server's own words
     */
    static <T> T named(String what, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw new IOException("Kubernetes: cannot " + what + ": " + reason(e), e);
        }
    }

    static String reason(KubernetesClientException failure) {
        if (failure.getCode() == UNAUTHORIZED) {
            return "the cluster does not accept the credentials";
        }
        if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
            return failure.getStatus().getMessage();
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.toString(cause.getMessage(), cause.toString());
    }
}
