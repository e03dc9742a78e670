package timerbench.harness.targets;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import timerbench.address.HostAddresses;

/** The URLs that one URL of a target stands for. */
final class TargetAddresses {
    private TargetAddresses() {}

    /**
     * Returns the URL as it is given, and then the same with each address of its host in the place of the name. A URL of https
     * stays the only one: the certificate is for the name.
     */
    static List<String> of(String url) {
        List<String> urls = new ArrayList<>(List.of(url));
        URI uri = URI.create(url);
        if (!uri.getScheme().equals("http") || uri.getHost() == null) {
            return urls;
        }
        try {
            List<String> addresses = HostAddresses.of(uri.getHost());
            if (addresses.size() > 1) {
                addresses.forEach(address -> urls.add(with(uri, address)));
            }
        } catch (UnknownHostException e) {
            // The URL as it is given will say so.
        }
        return urls;
    }

    private static String with(URI uri, String host) {
        try {
            return new URI(uri.getScheme(), null, host, uri.getPort(), uri.getPath(), uri.getQuery(), null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("address " + host + " of " + uri, e);
        }
    }
}
