package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
        } catch (IllegalStateException e) {
            // The connection was closed meanwhile: the process is ending.
            throw new IOException("Kubernetes: cannot " + what + ": " + e.getMessage(), e);
        }
    }

    /** A request whose failure has been named. */
    interface Named<T> {
        T make() throws IOException;
    }

    /**
     * Makes a request for what need not be there.
     *
     * @return empty if the API server refuses it
     * @throws IOException if the API server does not answer
     */
    static <T> Optional<T> ifAny(Named<T> request) throws IOException {
        try {
            return Optional.of(request.make());
        } catch (IOException e) {
            if (e.getCause() instanceof KubernetesClientException refused && refused.getCode() != 0) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String reason(KubernetesClientException failure) {
        if (failure.getCode() == UNAUTHORIZED) {
            return "the cluster does not accept the credentials";
        }
        if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
            return failure.getStatus().getMessage();
        }
        List<Throwable> causes = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .toList();
        if (causes.stream().anyMatch(ConnectException.class::isInstance)) {
            return "there is no connection to it";
        }
        Throwable cause = causes.get(causes.size() - 1);
        return Objects.toString(cause.getMessage(), cause.toString());
    }
}
