package timerbench.service.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.store.StoreUnavailableException;

class CqlTest {
    private static AllNodesFailedException failure(Throwable ofNode) {
        Node node = (Node) Proxy.newProxyInstance(
                CqlTest.class.getClassLoader(),
                new Class<?>[] {Node.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> 1;
                    case "equals" -> proxy == arguments[0];
                    default -> "node";
                });
        return AllNodesFailedException.fromErrors(List.of(Map.entry(node, ofNode)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9", "no-such-host.invalid:9042"})
    void whatDoesNotAnswerMayBeThereLater(String node) {
        CassandraSettings settings = new CassandraSettings(
                node, "datacenter1", "timers", 1, "cassandra", Optional.empty(), Duration.ofSeconds(1));
        assertThatThrownBy(() -> Cql.open(settings))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(node);
    }

    @Test
    void aLoginThatIsRefusedIsNotWaitedFor() {
        DefaultEndPoint place = new DefaultEndPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9042));
        assertThat(Cql.isUnreachable(failure(new ConnectException("refused")))).isTrue();
        assertThat(Cql.isUnreachable(failure(new AuthenticationException(place, "Provided username is incorrect"))))
                .isFalse();
        assertThat(Cql.isUnreachable(new IllegalArgumentException("no such datacenter")))
                .isFalse();
    }
}
