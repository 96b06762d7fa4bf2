package org.llmrelay.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A loopback port where connecting neither succeeds nor fails (on Linux): its queue is full and nobody accepts. */
public final class Blackhole implements AutoCloseable {
    private static final int FULL_AFTER_MILLIS = 100;

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    private Blackhole(ServerSocket listener) {
        this.listener = listener;
    }

    public static Blackhole start() {
        try {
            Blackhole hole = new Blackhole(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            hole.fill();
            return hole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code http://127.0.0.1:port}, without a path. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void fill() throws IOException {
        boolean room = true;
        while (room) {
            Socket socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(
                        new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException e) {
                room = false;
            }
        }
    }

    @Override
    public void close() {
        try {
            for (Socket socket : queued) {
                socket.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
