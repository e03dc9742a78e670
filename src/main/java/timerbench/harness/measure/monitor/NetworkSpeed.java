package timerbench.harness.measure.monitor;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.OptionalLong;
import oshi.SystemInfo;
import oshi.hardware.NetworkIF;

/** Reads the speed of the machine's network from its system. */
public final class NetworkSpeed {
    private static final int BITS = 8;

    private NetworkSpeed() {}

    /** Returns bytes per second of the fastest interface to other machines; empty if none reports its speed. */
    public static OptionalLong bytesPerSecond() {
        return new SystemInfo()
                .getHardware().getNetworkIFs(false).stream()
                        .filter(NetworkSpeed::leadsOut)
                        .mapToLong(network -> network.getSpeed() / BITS)
                        .filter(speed -> speed > 0)
                        .max();
    }

    private static boolean leadsOut(NetworkIF network) {
        try {
            NetworkInterface known = network.queryNetworkInterface();
            return known.isUp() && !known.isLoopback() && !known.isVirtual();
        } catch (SocketException e) {
            return false;
        }
    }
}
