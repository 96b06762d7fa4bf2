package org.llmrelay.api.boot;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.List;
import org.llmrelay.api.Surface;

/** An Undertow on a free port, with surfaces mounted as at the start of the application. */
final class SurfaceServer implements AutoCloseable {
    private final Undertow undertow;

    SurfaceServer(List<Surface> surfaces) {
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 0L)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 65_536)
                .setServerOption(UndertowOptions.MAX_HEADERS, 128)
                .setIoThreads(2)
                .setWorkerThreads(8)
                .setHandler(deployed(surfaces))
                .build();
        undertow.start();
    }

    int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
    }

    private static HttpHandler deployed(List<Surface> surfaces) {
        ServletContextListener start = new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                surfaces.forEach(surface -> EntranceListener.mount(event.getServletContext(), surface));
            }
        };
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(SurfaceServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("relay")
                .addListener(Servlets.listener(start.getClass(), new ImmediateInstanceFactory<>(start)));
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        try {
            return manager.start();
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }
}
