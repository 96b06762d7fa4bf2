package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server whose every byte a test writes: one play for each connection, the last one for all that follow. Thread-safe. */
final class RawUpstream implements AutoCloseable {
    private final ServerSocket listener;
    private final Queue<Play> plays = new ConcurrentLinkedQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Throwable> troubles = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String scheme;

    /** What happens on one connection, which is closed when it returns. */
    @FunctionalInterface
    interface Play {
        void on(Peer peer) throws IOException;
    }

    RawUpstream(Play... plays) {
        this("http", ServerSocketFactory.getDefault(), plays);
    }

    RawUpstream(String scheme, ServerSocketFactory factory, Play... plays) {
        this.scheme = scheme;
        this.plays.addAll(java.util.List.of(plays));
        try {
            listener = factory.createServerSocket();
            // Small, so that a reader who stops is felt after few bytes.
            listener.setReceiveBufferSize(64 * 1024);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI uri(String target) {
        return URI.create(scheme + "://localhost:" + listener.getLocalPort() + target);
    }

    int connections() {
        return connections.get();
    }

    /** What went wrong in plays, but for broken connections. */
    Queue<Throwable> troubles() {
        return troubles;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                Play play = plays.size() > 1 ? plays.remove() : plays.element();
                threads.execute(() -> play(play, socket));
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    private void play(Play play, Socket socket) {
        try (socket) {
            socket.setSendBufferSize(64 * 1024);
            socket.setTcpNoDelay(true);
            play.on(new Peer(socket));
        } catch (IOException e) {
            // The client has left, which its test will see.
        } catch (RuntimeException | Error e) {
            troubles.add(e);
        } finally {
            sockets.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
