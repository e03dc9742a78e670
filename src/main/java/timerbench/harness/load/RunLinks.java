package timerbench.harness.load;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import timerbench.address.HostPort;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.Databases;
import timerbench.harness.targets.TargetSettings;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.process.FreePort;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.Settings;

/** The links of a run. The receiver gets its place behind one before there is a Toxiproxy. */
final class RunLinks {
    private final Links links = new Links();
    private boolean receiverIsOpen;
    private @Nullable HostPort inFront;

    /**
     * Adds the link that this fault needs, if any. It is made later.
     *
     * @throws timerbench.settings.SettingsException if it cannot be made, or if the database cannot be disturbed so
     * @throws IllegalStateException if it leads to the receiver, which is open already
     */
    void add(Fault fault, Settings settings) {
        if (fault.on().equals(Fault.DATABASE)) {
            Databases.requireDisturbable(settings, fault.kind());
        }
        links.add(fault);
        links.require(settings);
        if (receiverIsOpen && inFront == null && links.leadTo(Fault.RECEIVER)) {
            throw new IllegalStateException("to be declared before the callbacks: " + fault.text());
        }
    }

    /**
     * Returns the settings of the receiver. If a link leads to it, the link listens where it would, and it listens
     * behind: an address that is advertised stays right.
     */
    ReceiverSettings receiver(ReceiverSettings wanted) {
        receiverIsOpen = true;
        if (!links.leadTo(Fault.RECEIVER)) {
            return wanted;
        }
        int port = wanted.port() == 0 ? FreePort.onLoopback() : wanted.port();
        inFront = new HostPort(wanted.host(), port);
        return wanted.behind(port);
    }

    /**
     * Makes the links, and returns them: that to the database is made with the database.
     *
     * @throws timerbench.harness.targets.process.DatabaseException if Toxiproxy does not start
     */
    Links open(Settings settings, Optional<Callbacks> callbacks) {
        links.start(settings, settings.readRoot(TargetSettings.class).startTimeout());
        if (inFront != null && callbacks.isPresent()) {
            links.toReceiver(inFront, new HostPort("127.0.0.1", callbacks.get().port()));
        }
        return links;
    }

    /** Returns the links, made or not. */
    Links all() {
        return links;
    }
}
