package timerbench.harness.load;

import io.gatling.http.client.HttpClient;
import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.gatling.http.client.SslContextsHolder;
import io.gatling.http.client.impl.PrematureCloseException;
import io.gatling.http.client.util.Pair;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Gatling's HTTP client, except that it sends each request once. By itself it sends a request again, unseen in log and
 * report, when a pooled connection is cut before the answer; no setting turns that off. Here the second write fails, so
 * that the request ends with the error that cut it.
 */
final class SingleTry implements HttpClient {
    private final HttpClient client;

    SingleTry(HttpClient client) {
        this.client = client;
    }

    @Override
    public void sendRequest(
            Request request, long clientId, EventLoop eventLoop, HttpListener listener, SslContextsHolder ssl) {
        client.sendRequest(request, clientId, eventLoop, new Once(listener), ssl);
    }

    @Override
    public void sendHttp2Requests(
            Pair<Request, HttpListener>[] requests, long clientId, EventLoop eventLoop, SslContextsHolder ssl) {
        Pair<Request, HttpListener>[] once = requests.clone();
        for (int i = 0; i < once.length; i++) {
            once[i] = new Pair<>(once[i].getLeft(), new Once(once[i].getRight()));
        }
        client.sendHttp2Requests(once, clientId, eventLoop, ssl);
    }

    @Override
    public boolean isClosed() {
        return client.isClosed();
    }

    @Override
    public void flushClientIdChannels(long clientId, EventLoop eventLoop) {
        client.flushClientIdChannels(clientId, eventLoop);
    }

    /** Does nothing: Gatling closes its client itself. */
    @Override
    public void close() {}

    /** Hears of one request; used by one event loop at a time. */
    private static final class Once implements HttpListener {
        private final HttpListener listener;
        private boolean written;

        Once(HttpListener listener) {
            this.listener = listener;
        }

        /** Gatling calls this right before it writes, and ends the request with what is thrown here. */
        @Override
        public void onWrite(Channel channel) {
            if (written) {
                throw new RepeatedException();
            }
            written = true;
            listener.onWrite(channel);
        }

        @Override
        public void onThrowable(Throwable cause) {
            listener.onThrowable(cause instanceof RepeatedException ? PrematureCloseException.INSTANCE : cause);
        }

        @Override
        public void onFinalClientRequest(Request request) {
            listener.onFinalClientRequest(request);
        }

        @Override
        public void onHttpResponse(HttpResponseStatus status, HttpHeaders headers) {
            listener.onHttpResponse(status, headers);
        }

        @Override
        public void onHttpResponseBodyChunk(ByteBuf chunk, boolean last) {
            listener.onHttpResponseBodyChunk(chunk, last);
        }

        @Override
        public void onSend() {
            listener.onSend();
        }

        @Override
        public void onProtocolAwareness(boolean isHttp2) {
            listener.onProtocolAwareness(isHttp2);
        }
    }

    /** Keeps a request from being sent a second time. */
    private static final class RepeatedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RepeatedException() {
            super("sent once already", null, false, false);
        }
    }
}
