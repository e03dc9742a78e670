package timerbench.harness.load.injector;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.settings.Settings;

/**
 * The ports of injectors that share the network of one machine, so that they do not meet.
 *
 * @param receiver of the first injector; each other one listens at the next port
 * @param isLive whether each shows itself while it runs, at any free port
 */
record MachinePorts(ReceiverSettings receiver, boolean isLive) {
    /** The parts of an address before, in and after its port; the host may be an IPv6 address in brackets. */
    private static final Pattern PORT = Pattern.compile("(\\w+://(?:\\[[^]]*]|[^:/]*):)(\\d+)(.*)");

    /**
     * Returns the ports that the settings want.
     *
     * @throws timerbench.settings.SettingsException if a setting of the receiver is wrong
     */
    static MachinePorts of(Settings settings) {
        return new MachinePorts(
                settings.read("receiver", ReceiverSettings.class),
                !settings.text("live.port").isEmpty());
    }

    /** Returns the settings of an injector by full names, as far as they differ from those for all. */
    Map<String, String> settings(int index) {
        Map<String, String> own = new TreeMap<>();
        if (isLive) {
            own.put("live.port", "0");
        }
        if (receiver.port() != 0) {
            own.put("receiver.port", Integer.toString(receiver.port() + index));
            next(receiver.advertise(), index).ifPresent(address -> own.put("receiver.advertise", address));
        }
        return Settings.byKey(own);
    }

    /** Returns the address at a port that comes so much later; empty for an address without a port. */
    private static Optional<String> next(String address, int later) {
        Matcher port = PORT.matcher(address);
        return port.matches()
                ? Optional.of(port.group(1) + (Integer.parseInt(port.group(2)) + later) + port.group(3))
                : Optional.empty();
    }
}
