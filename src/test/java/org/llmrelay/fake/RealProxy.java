package org.llmrelay.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Proxy.Kind;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.secret.Secret;

/**
 * A proxy from Debian on a free port of this machine: tinyproxy for HTTP, the same behind stunnel for HTTPS, microsocks for SOCKS 5. {@code ./relay test}
 * installs them. Confined to one test.
 */
public final class RealProxy implements AutoCloseable {
    /** Whom a proxy that asks for a login lets in. */
    public static final Login LOGIN = new Login("relay", Secret.of("proxy-password-4711"));

    private static final String HOST = "127.0.0.1";
    private static final int PATIENCE_SECONDS = 20;

    private final List<Process> processes = new ArrayList<>();
    private final Path folder;
    private final Proxy proxy;

    private RealProxy(Kind kind, @Nullable Login login, @Nullable SelfSigned certificate) throws IOException {
        this.folder = Files.createTempDirectory("proxy");
        int port = kind == Kind.SOCKS5 ? microsocks(login) : tinyproxy(login);
        if (kind == Kind.HTTPS && certificate != null) {
            port = stunnel(port, certificate);
        }
        this.proxy = new Proxy(kind, kind == Kind.HTTPS ? "localhost" : HOST, port, login);
    }

    /**
     * Starts one and waits until it can be reached.
     *
     * @param login whom to let in, or null for everybody
     * @param certificate what an HTTPS proxy shows
     */
    public static RealProxy start(Kind kind, @Nullable Login login, SelfSigned certificate) {
        try {
            return new RealProxy(kind, login, certificate);
        } catch (IOException e) {
            throw new UncheckedIOException("a proxy for the tests is missing; ./relay test installs all of them", e);
        }
    }

    /** A TLS server that hands what it decrypts to a port of this machine, which makes any server one that speaks TLS. */
    public static RealProxy tlsBefore(int port, SelfSigned certificate) {
        try {
            return new RealProxy(port, certificate);
        } catch (IOException e) {
            throw new UncheckedIOException("stunnel is missing; ./relay test installs it", e);
        }
    }

    private RealProxy(int behind, SelfSigned certificate) throws IOException {
        this.folder = Files.createTempDirectory("proxy");
        this.proxy = new Proxy(Kind.HTTPS, "localhost", stunnel(behind, certificate), null);
    }

    public Proxy proxy() {
        return proxy;
    }

    /** The same proxy, spoken to with another login. */
    public Proxy proxyWith(@Nullable Login login) {
        return new Proxy(proxy.kind(), proxy.host(), proxy.port(), login);
    }

    private int tinyproxy(@Nullable Login login) throws IOException {
        int port = freePort();
        List<String> lines = new ArrayList<>(List.of(
                "Port " + port,
                "Listen " + HOST,
                "Allow " + HOST,
                "MaxClients 500",
                "Timeout 600",
                "LogLevel Warning"));
        if (login != null) {
            lines.add("BasicAuth " + login.user() + " " + login.password().reveal());
        }
        Path file = Files.write(folder.resolve("tinyproxy.conf"), lines);
        return started(port, "tinyproxy", "-d", "-c", file.toString());
    }

    private int microsocks(@Nullable Login login) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("microsocks", "-i", HOST, "-p", Integer.toString(port)));
        if (login != null) {
            Collections.addAll(
                    command, "-u", login.user(), "-P", login.password().reveal());
        }
        return started(port, command.toArray(String[]::new));
    }

    private int stunnel(int behind, SelfSigned certificate) throws IOException {
        int port = freePort();
        Path keys = Files.writeString(folder.resolve("keys.pem"), certificate.pem());
        Path file = Files.write(
                folder.resolve("stunnel.conf"),
                List.of(
                        "foreground = yes",
                        "pid =",
                        "debug = err",
                        "[tls]",
                        "accept = " + HOST + ":" + port,
                        "connect = " + HOST + ":" + behind,
                        "cert = " + keys));
        return started(port, "stunnel4", file.toString());
    }

    private int started(int port, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                .start();
        processes.add(process);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!canBeReached(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(Files.readString(folder.resolve(command[0] + ".log")));
            }
            Thread.onSpinWait();
        }
        return port;
    }

    private static boolean canBeReached(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends it without a word, with all of its connections. */
    public void kill() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
