package timerbench.harness.measure.monitor;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.OptionalLong;
import oshi.SystemInfo;
import oshi.hardware.NetworkIF;

/** How fast the machine's network is, as its system says. */
public final class NetworkSpeed {
    private static final int BITS = 8;

    private NetworkSpeed() {}

    /** Returns bytes a second of the fastest interface that leads out of the machine; empty if none tells. */
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
