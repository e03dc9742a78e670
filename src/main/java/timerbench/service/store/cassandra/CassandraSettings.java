package timerbench.service.store.cassandra;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import timerbench.address.Address;
import timerbench.service.store.Store;
import timerbench.service.store.StoreOpener;
import timerbench.service.timer.Shards;

/**
 * The settings of the store.
 *
 * @param nodes contact points, {@code host:port}, separated by commas
 * @param datacenter the datacenter of the nodes that are used
 * @param keyspace the store's keyspace, created if missing
 * @param replicas the number of replicas, fixed when the keyspace is created
 * @param password empty if the nodes trust the connection; never logged
 * @param timeout how long to wait for a connection or an answer
 */
public record CassandraSettings(
        String nodes,
        String datacenter,
        String keyspace,
        int replicas,
        String user,
        Optional<String> password,
        Duration timeout) {
    private static final Pattern NODE = Pattern.compile("([^:,\\s]+):(\\d{1,5})");
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final int LAST_PORT = 65_535;

    public CassandraSettings {
        var unused = Address.withoutSecret(nodes);
        if (!split(nodes).allMatch(CassandraSettings::isNode)) {
            throw new IllegalArgumentException(
                    "the nodes of Cassandra must be host:port, separated by commas, were \"" + nodes + "\"");
        }
        if (datacenter.isBlank()) {
            throw new IllegalArgumentException("the datacenter of Cassandra must be named");
        }
        if (!KEYSPACE.matcher(keyspace).matches()) {
            throw new IllegalArgumentException(
                    "the keyspace must be at most 48 of a-z, 0-9 and _, the first a letter, was \"" + keyspace + "\"");
        }
        if (replicas < 1) {
            throw new IllegalArgumentException("replicas must be at least 1, was " + replicas);
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("timeout must be at least 1s, was " + timeout);
        }
    }

    private static Stream<String> split(String nodes) {
        return Stream.of(nodes.split(",", -1)).map(String::strip);
    }

    private static boolean isNode(String node) {
        var form = NODE.matcher(node);
        return form.matches() && Integer.parseInt(form.group(2)) <= LAST_PORT;
    }

    List<InetSocketAddress> addresses() {
        return split(nodes)
                .map(node -> node.split(":", 2))
                .map(parts -> new InetSocketAddress(parts[0], Integer.parseInt(parts[1])))
                .toList();
    }

    @Override
    public String toString() {
        return "Cassandra at " + nodes;
    }

    /** The {@code service.cassandra} block of the settings. */
    public record Block(String nodes, String datacenter, String keyspace, int replicas, String user, Duration timeout)
            implements StoreOpener {
        public Block {
            // The settings are checked here, where their place in the block is known.
            var unused = new CassandraSettings(nodes, datacenter, keyspace, replicas, user, Optional.empty(), timeout);
        }

        @Override
        public Store open(Optional<String> password, int lanes, Shards shards) {
            return CassandraStore.open(
                    new CassandraSettings(nodes, datacenter, keyspace, replicas, user, password, timeout), shards);
        }
    }
}
