package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.targets.dialect.Dialect;

class ConnectionFaultTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private static ConnectionFault fault(IOException e) {
        return ConnectionFault.of("https://timers.example:8443", e);
    }

    private static IOException caused(IOException e, Throwable cause) {
        e.initCause(cause);
        return e;
    }

    private static IOException handshake(Throwable cause) {
        return caused(new SSLHandshakeException(cause.getMessage()), cause);
    }

    private static void awaitReady(String url) {
        new ServiceProbe(url, Dialect.load("groups"), Optional.empty()).awaitReady(LONG);
    }

    /** A server with a self-signed certificate. */
    private HttpsServer selfSigned() throws Exception {
        Path store = folder.resolve("store.p12");
        String[] command = {
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=ip:127.0.0.1",
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD
        };
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return server;
    }

    @Test
    void anUntrustedCertificateIsReportedImmediatelyWithARemedy() throws Exception {
        HttpsServer server = selfSigned();
        String url = "https://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThatThrownBy(() -> awaitReady(url))
                    .isInstanceOf(TargetException.class)
                    .hasMessageStartingWith("target " + url + ": its certificate is not trusted (")
                    .hasMessageContaining("TIMER_BENCH_JVM_ARGS=\"-Djavax.net.ssl.trustStore=");
        } finally {
            server.stop(0);
        }
    }

    /** Answers the first bytes of each connection, whatever they are, as servers answer invalid requests. */
    private static void answering(ServerSocket server, String answer) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    if (connection.getInputStream().read(new byte[4_096]) > 0) {
                        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    return; // closed by the test
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void plainHttpToATlsPortAndTlsToAPlainPortAreReportedImmediately() throws Exception {
        String said = "Client sent an HTTP request to an HTTPS server.";
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            answering(server, "HTTP/1.1 400 Bad Request\r\nContent-Length: " + said.length() + "\r\n\r\n" + said);
            String host = "127.0.0.1:" + server.getLocalPort();
            assertThatThrownBy(() -> awaitReady("http://" + host))
                    .hasMessage("target http://" + host + ": it requires TLS; its address begins with https://");
            assertThatThrownBy(() -> awaitReady("https://" + host))
                    .hasMessage("target https://" + host + ": it does not speak TLS; its address begins with http://");
        }
    }

    @Test
    void anUnknownHostIsNotWaitedFor() {
        assertThat(fault(caused(new ConnectException(), new UnresolvedAddressException())))
                .isEqualTo(new ConnectionFault("unknown host timers.example", true));
    }

    @Test
    void theFaultOfACertificateIsReported() {
        assertThat(fault(handshake(new CertificateExpiredException("NotAfter: May 1"))))
                .isEqualTo(new ConnectionFault("its certificate has expired (NotAfter: May 1); renew it", true));
        assertThat(fault(handshake(new CertificateNotYetValidException("NotBefore: May 1"))))
                .isEqualTo(new ConnectionFault(
                        "its certificate is not valid yet (NotBefore: May 1); compare the clocks of both machines",
                        true));
        assertThat(fault(handshake(new CertificateException("No name matching timers.example found")))
                        .text())
                .startsWith("its certificate is not for this host (No name matching timers.example found); use a name");
    }

    @Test
    void aMissingTrustStoreIsReported() {
        assertThat(fault(caused(new SSLException("odd"), new InvalidAlgorithmParameterException("empty"))))
                .isEqualTo(new ConnectionFault("the JVM's trust store contains no certificate", true));
    }

    @Test
    void temporaryFaultsAreWaitedFor() {
        assertThat(fault(new ConnectException())).isEqualTo(new ConnectionFault("connection refused", false));
        assertThat(fault(caused(new SSLHandshakeException("hung up"), new EOFException("hung up"))))
                .isEqualTo(new ConnectionFault("hung up", false));
        assertThat(fault(new HttpTimeoutException("request timed out")))
                .isEqualTo(new ConnectionFault(
                        "request timed out; if it does not speak TLS, its address begins with http://", false));
        assertThat(ConnectionFault.of("http://h", new IOException("HTTP/1.1 header parser received no bytes")))
                .isEqualTo(new ConnectionFault(
                        "the answer was not HTTP (HTTP/1.1 header parser received no bytes);"
                                + " if it speaks TLS, its address begins with https://",
                        false));
    }

    @Test
    void theReasonWhyAServiceAnswersNoMoreIsNeverNull() {
        String closed = "the connection was closed before the end of the answer";
        assertThat(ConnectionFault.afterAnswers(new ConnectException())).isEqualTo("connection refused");
        assertThat(ConnectionFault.afterAnswers(new ConnectException("Network is unreachable")))
                .isEqualTo("Network is unreachable");
        assertThat(ConnectionFault.afterAnswers(new ClosedChannelException())).isEqualTo(closed);
        assertThat(ConnectionFault.afterAnswers(new IOException())).isEqualTo(closed);
        assertThat(ConnectionFault.afterAnswers(caused(
                        new IOException("HTTP/1.1 header parser received no bytes"),
                        new EOFException("EOF reached while reading"))))
                .isEqualTo(closed);
        assertThat(ConnectionFault.afterAnswers(caused(
                        new IOException("fixed content-length: 10, bytes received: 3"),
                        new SocketException("Connection reset"))))
                .isEqualTo(closed);
        assertThat(ConnectionFault.afterAnswers(new HttpTimeoutException("request timed out")))
                .isEqualTo("request timed out");
    }
}
