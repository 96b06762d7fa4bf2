package org.llmrelay.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A provider of the Messages API on a loopback port, for tests. It answers properly until told otherwise: what the next requests get is scripted for
 * all callers, or for one credential, so that several accounts can live on one fake. Thread-safe.
 */
public final class FakeUpstream implements AutoCloseable {
    // Small buffers: what a slow reader holds back must show after few bytes.
    private static final int SOCKET_BUFFER = 64 * 1024;
    private static final int BACKLOG = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerSocket listener;
    private final Ledger ledger = new Ledger();
    private final Crew crew;
    private final CountDownLatch deaf = new CountDownLatch(1);
    private final AtomicLong accepted = new AtomicLong();

    private FakeUpstream(ServerSocket listener) {
        this.listener = listener;
        this.crew = new Crew("fake-upstream-" + listener.getLocalPort());
    }

    /** Starts on a free loopback port. */
    public static FakeUpstream start() {
        return startAt(0);
    }

    /** Starts on a given loopback port: one that a test had seen refused, for example. */
    public static FakeUpstream startAt(int port) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.setReceiveBufferSize(SOCKET_BUFFER);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            FakeUpstream upstream = new FakeUpstream(listener);
            upstream.crew.execute(upstream::accept);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A loopback URL where connections are refused. */
    public static URI refusing() {
        try (FakeUpstream gone = start()) {
            return gone.baseUrl();
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code http://127.0.0.1:port}, without a path. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Queues one behaviour for one request each, whatever their credential. */
    public FakeUpstream next(Behaviour... behaviours) {
        ledger.script().next(behaviours);
        return this;
    }

    /** What is done when no queue has anything. */
    public FakeUpstream always(Behaviour behaviour) {
        ledger.script().always(behaviour);
        return this;
    }

    /** The script of the requests with this key in {@code x-api-key} or as bearer token; it comes before the common one. */
    public Script forKey(String credential) {
        return ledger.scriptFor(credential);
    }

    /** Forgets scripts and records. */
    public void reset() {
        ledger.reset();
    }

    /** All exchanges since the start, in order of arrival, also those whose body is still being read. */
    public List<Exchange> exchanges() {
        return ledger.exchanges();
    }

    public List<ReceivedRequest> requests() {
        return exchanges().stream().map(Exchange::request).toList();
    }

    /** The next exchange whose request has been read as far as its behaviour wants; each is handed out once. Fails the test after {@code patience}. */
    public Exchange takeExchange(Duration patience) throws InterruptedException {
        return ledger.take(patience);
    }

    public ReceivedRequest takeRequest(Duration patience) throws InterruptedException {
        return takeExchange(patience).request();
    }

    /** Requests that broke HTTP/1.1's framing rules, and behaviours that failed; empty after a good test. */
    public List<String> troubles() {
        return ledger.troubles();
    }

    /** Connections accepted since the start. */
    public long connectionsAccepted() {
        return accepted.get();
    }

    /** Connections open now. */
    public int connectionsOpen() {
        return ledger.connections().size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setSendBufferSize(SOCKET_BUFFER);
                Connection connection = new Connection(accepted.incrementAndGet(), socket, ledger, crew);
                ledger.remember(connection);
                crew.execute(connection);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    ledger.trouble("accept: " + e.getMessage());
                }
            }
        }
        deaf.countDown();
    }

    /** Closes everything, and does not return before every thread has ended. */
    @Override
    public void close() {
        try {
            listener.close();
            deaf.await();
            for (Connection connection : ledger.connections()) {
                connection.abort();
                connection.awaitOver(PATIENCE);
            }
            crew.awaitEnd(PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
