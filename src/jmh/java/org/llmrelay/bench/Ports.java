package org.llmrelay.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Free TCP ports on the loopback address. */
final class Ports {

    private static final int TRIES = 200;
    private static final int PAUSE_MILLIS = 50;

    private Ports() {}

    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BenchBroken("no free port: " + e.getMessage(), e);
        }
    }

    /** Waits until the child listens, at most ten seconds. */
    static void await(int port, Child child) {
        for (int i = 0; i < TRIES && child.isAlive(); i++) {
            if (accepts(port)) {
                return;
            }
            pause(PAUSE_MILLIS);
        }
        throw new BenchBroken("nothing listens on port " + port + ": " + child.lastWords());
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PAUSE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchBroken("interrupted", e);
        }
    }
}
