package timerbench.harness.targets.proxy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.fault.FaultKind;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * The links of a run: to the database and to the receiver, each only if a fault slows or cuts it. A link has to be
 * there before whoever uses it starts.
 */
public final class Links implements AutoCloseable {
    private static final Set<FaultKind> OF_LINKS = Set.of(FaultKind.SLOW, FaultKind.CUT);
    private static final HostPort LOOPBACK = new HostPort("127.0.0.1", 0);

    private final Set<String> wanted = new TreeSet<>();
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private Optional<Toxiproxy> toxiproxy = Optional.empty();

    /** Returns whether the fault needs a link. */
    public static boolean needs(Fault fault) {
        return OF_LINKS.contains(fault.kind());
    }

    /** Adds the link that this fault needs, if any. It is still to be made. */
    public void add(Fault fault) {
        if (needs(fault)) {
            wanted.add(fault.on());
        }
    }

    /**
     * Checks that the links can be made, and starts nothing.
     *
     * @throws SettingsException if there is no Toxiproxy; the message says how to get it
     */
    public void require(Settings settings) {
        ToxiproxySettings toxiproxySettings = ToxiproxySettings.of(settings);
        if (!wanted.isEmpty()) {
            toxiproxySettings.complaint().ifPresent(complaint -> {
                throw new SettingsException(complaint);
            });
        }
    }

    /** Returns whether a link leads there: {@link Fault#DATABASE} or {@link Fault#RECEIVER}. */
    public boolean leadTo(String place) {
        return wanted.contains(place);
    }

    /**
     * Starts Toxiproxy if there are links.
     *
     * @throws DatabaseException if it does not start
     */
    public void start(Settings settings, Duration timeout) {
        if (!wanted.isEmpty()) {
            toxiproxy = Optional.of(Toxiproxy.start(settings, timeout));
        }
    }

    /**
     * Returns the database as the service is to find it: over its link, if one leads there.
     *
     * @throws DatabaseException if the link cannot be made; then the database is closed
     */
    public DatabaseServer before(DatabaseServer server) {
        if (!leadTo(Fault.DATABASE)) {
            return server;
        }
        try {
            HostPort upstream =
                    server.linkable().orElseThrow(() -> new DatabaseException("no link leads to " + server));
            return new LinkedDatabase(server, make(Fault.DATABASE, LOOPBACK, upstream));
        } catch (DatabaseException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Makes the link to the receiver, if one leads there.
     *
     * @param listen where callbacks are sent
     * @param receiver where the receiver listens
     * @throws DatabaseException if it cannot be made
     */
    public void toReceiver(HostPort listen, HostPort receiver) {
        if (leadTo(Fault.RECEIVER)) {
            make(Fault.RECEIVER, listen, receiver);
        }
    }

    private Link make(String place, HostPort listen, HostPort upstream) {
        Link link = toxiproxy
                .orElseThrow(() -> new IllegalStateException("Toxiproxy was not started"))
                .link(place, listen, upstream);
        links.put(place, link);
        return link;
    }

    /** Returns the link that leads there; empty if there is none. */
    public Optional<Link> to(String place) {
        return Optional.ofNullable(links.get(place));
    }

    /** Returns what the links mean for the figures, as a note of the run; empty without links. */
    public Optional<String> note() {
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of("the way to the " + String.join(" and to the ", wanted)
                        + " leads through Toxiproxy during the whole run, and costs a little more time than without");
    }

    /** Ends Toxiproxy. Closing twice is harmless. */
    @Override
    public void close() {
        toxiproxy.ifPresent(Toxiproxy::close);
    }
}
