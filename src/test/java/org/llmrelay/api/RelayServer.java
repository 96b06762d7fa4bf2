package org.llmrelay.api;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.llmrelay.admission.Identity;
import org.llmrelay.admission.InMemoryRefusals;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Operation;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import org.xnio.Options;

/** An Undertow on a free port, with an entrance at {@code /v1/messages} and a relay of the test's own behind it. */
final class RelayServer implements AutoCloseable {
    /** Shorter than some answers take, as it is on a server that nobody tuned. */
    private static final int READ_TIMEOUT_MILLIS = 1_500;

    private static final ApiKey KEY =
            new ApiKey("k1", new ApiKey.Imprint(new KeyHash("00"), "…"), Grant.named("key"), null, Instant.EPOCH);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Undertow undertow;

    RelayServer(EntranceConfig config, Relay relay) {
        this(config, relay, presented -> new Identity.Known(KEY));
    }

    RelayServer(EntranceConfig config, Relay relay, Doorkeeper doorkeeper) {
        InstantSource clock = InstantSource.system();
        Entrance.Clerk clerk = new Entrance.Clerk(
                () -> CallId.next(clock.instant(), ThreadLocalRandom.current()),
                clock,
                new RefusalBook(new InMemoryRefusals(), Runnable::run),
                (call, fault) -> fault.printStackTrace());
        Entrance entrance = new Entrance(
                new Entrance.Door(new PlainDialect(), "claude"),
                relay,
                doorkeeper,
                new BodyIntake(config, clock, timer),
                clerk);
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 0L)
                .setSocketOption(Options.READ_TIMEOUT, READ_TIMEOUT_MILLIS)
                .setIoThreads(2)
                .setWorkerThreads(8)
                .setHandler(deployed(new CallServlet(entrance, Operation.GENERATE, "/v1/messages")))
                .build();
        undertow.start();
    }

    int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
        timer.shutdownNow();
    }

    private static HttpHandler deployed(HttpServlet servlet) {
        ServletInfo info = Servlets.servlet("messages", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                .setAsyncSupported(true)
                .addMapping("/v1/messages");
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(RelayServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("relay")
                .addServlet(info);
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        try {
            return manager.start();
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }
}
