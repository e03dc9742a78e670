package timerbench.harness.targets;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * The reason why a service gave no answer.
 *
 * @param lasts whether waiting does not help
 */
record ConnectionFault(String text, boolean lasts) {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String ADVICE = "name a trust store that contains it or its issuer: TIMER_BENCH_JVM_ARGS=\"-D"
            + TRUST_STORE + "=/path/to/store.p12 -D" + TRUST_STORE + "Password=…\" (with mvn: -Dgatling.jvmArgs=…)";

    private static final String CLOSED = "the connection was closed before the end of the answer";

    private static final Pattern NO_TLS = Pattern.compile("unrecognized SSL message", Pattern.CASE_INSENSITIVE);

    static ConnectionFault of(String url, IOException e) {
        List<Throwable> chain = chain(e);
        return certificate(chain)
                .or(() -> tls(chain))
                .map(text -> new ConnectionFault(text, true))
                .or(() -> plain(url, chain))
                .orElseGet(() -> new ConnectionFault(message(e), false));
    }

    /** Returns the fault if the answer to plain HTTP comes from a port that requires TLS; otherwise empty. */
    static Optional<ConnectionFault> of(TargetHttp.Answer answer) {
        return answer.status() == 400 && answer.body().contains("HTTPS")
                ? Optional.of(new ConnectionFault("it requires TLS; its address begins with https://", true))
                : Optional.empty();
    }

    /** Returns why a service that has answered before gives no answer. It speaks HTTP, and its host is known. */
    static String afterAnswers(IOException e) {
        List<Throwable> chain = chain(e);
        boolean wasOpen = !has(chain, ConnectException.class);
        return wasOpen && (has(chain, EOFException.class) || has(chain, SocketException.class)) ? CLOSED : message(e);
    }

    private static Optional<String> certificate(List<Throwable> chain) {
        if (has(chain, CertificateExpiredException.class)) {
            return Optional.of("its certificate has expired (" + message(chain) + "); renew it");
        }
        if (has(chain, CertificateNotYetValidException.class)) {
            return Optional.of(
                    "its certificate is not valid yet (" + message(chain) + "); compare the clocks of both machines");
        }
        if (has(chain, CertPathBuilderException.class) || has(chain, CertPathValidatorException.class)) {
            return Optional.of("its certificate is not trusted (" + message(chain) + "); " + ADVICE);
        }
        if (has(chain, CertificateException.class)) {
            return Optional.of("its certificate is not for this host (" + message(chain)
                    + "); use a name in the certificate, or a certificate for this host");
        }
        return Optional.empty();
    }

    private static Optional<String> tls(List<Throwable> chain) {
        if (has(chain, InvalidAlgorithmParameterException.class)) {
            return Optional.of(trustStore());
        }
        Optional<Throwable> ssl =
                chain.stream().filter(SSLException.class::isInstance).findFirst();
        if (ssl.isEmpty()) {
            return Optional.empty();
        }
        if (NO_TLS.matcher(String.valueOf(ssl.get().getMessage())).find()) {
            return Optional.of("it does not speak TLS; its address begins with http://");
        }
        // A service that is starting, or a proxy in front of it, may close the connection.
        return ssl.get() instanceof SSLHandshakeException && !has(chain, EOFException.class)
                ? Optional.of("the TLS handshake failed: " + ssl.get().getMessage())
                : Optional.empty();
    }

    private static String trustStore() {
        String store = System.getProperty(TRUST_STORE, "");
        return store.isEmpty() || Files.exists(Path.of(store))
                ? "the JVM's trust store contains no certificate" + (store.isEmpty() ? "" : ": " + store)
                : TRUST_STORE + ": there is no file " + Path.of(store).toAbsolutePath();
    }

    private static Optional<ConnectionFault> plain(String url, List<Throwable> chain) {
        if (has(chain, UnresolvedAddressException.class) || has(chain, UnknownHostException.class)) {
            return Optional.of(
                    new ConnectionFault("unknown host " + URI.create(url).getHost(), true));
        }
        String said = message(chain.get(0));
        boolean noHttp = has(chain, ProtocolException.class) || said.contains("header parser received no bytes");
        if (noHttp && url.startsWith("http:")) {
            return Optional.of(new ConnectionFault(
                    "the answer was not HTTP (" + said + "); if it speaks TLS, its address begins with https://",
                    false));
        }
        // A server without TLS may take the handshake for a line, and wait for its end.
        return has(chain, HttpTimeoutException.class) && url.startsWith("https:")
                ? Optional.of(new ConnectionFault(
                        said + "; if it does not speak TLS, its address begins with http://", false))
                : Optional.empty();
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
        return chain.stream().anyMatch(type::isInstance);
    }

    private static String message(List<Throwable> chain) {
        return message(chain.get(chain.size() - 1));
    }

    private static String message(Throwable e) {
        if (e.getMessage() != null) {
            return e.getMessage();
        }
        return e instanceof ConnectException ? "connection refused" : CLOSED;
    }

    private static List<Throwable> chain(Throwable e) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = e; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
