package timerbench.service.engine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.util.Iterator;
import timerbench.address.HostAddresses;

/**
 * Opens a request on the first address of a host that accepts a connection. Nothing is sent to the addresses before it.
 */
final class AnyAddress {
    private final Vertx vertx;
    private final HttpClient http;

    AnyAddress(Vertx vertx, HttpClient http) {
        this.vertx = vertx;
        this.http = http;
    }

    /** @param options their connect timeout covers all addresses together */
    Future<HttpClientRequest> request(RequestOptions options) {
        long end = System.nanoTime() + options.getConnectTimeout() * 1_000_000;
        return http.request(options)
                .recover(failure -> isRefused(failure, end)
                        ? vertx.executeBlocking(() -> HostAddresses.of(options.getHost()), false)
                                .compose(addresses -> addresses.size() == 1
                                        ? Future.failedFuture(failure)
                                        : next(options, addresses.iterator(), end, failure))
                        : Future.failedFuture(failure));
    }

    private Future<HttpClientRequest> next(
            RequestOptions options, Iterator<String> addresses, long end, Throwable failure) {
        if (!addresses.hasNext()) {
            return Future.failedFuture(failure);
        }
        long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
        RequestOptions there = new RequestOptions(options)
                .setServer(SocketAddress.inetSocketAddress(options.getPort(), bracketed(addresses.next())))
                .setConnectTimeout(left);
        return http.request(there)
                .recover(other ->
                        isRefused(other, end) ? next(options, addresses, end, failure) : Future.failedFuture(other));
    }

    /** Vert.x takes an IPv6 address in the form that it has in a URL. */
    private static String bracketed(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static boolean isRefused(Throwable failure, long end) {
        return failure instanceof ConnectException && System.nanoTime() - end < 0;
    }
}
