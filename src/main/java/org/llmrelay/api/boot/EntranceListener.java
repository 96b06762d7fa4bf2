package org.llmrelay.api.boot;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.List;
import org.llmrelay.api.Surface;

/** Opens the doors when the application starts: mounts what every surface names. */
@WebListener
public class EntranceListener implements ServletContextListener {
    private List<Surface> surfaces = List.of();

    /** Called by the container. */
    @Inject
    public void wire(@Any Instance<Surface> found) {
        surfaces = found.stream().toList();
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        surfaces.forEach(surface -> mount(event.getServletContext(), surface));
    }

    static void mount(ServletContext context, Surface surface) {
        surface.filters().forEach(mount -> mount(context, mount));
        surface.servlets().forEach(mount -> mount(context, mount.name(), mount.paths(), mount.servlet()));
        surface.resources()
                .forEach(mount -> mount(
                        context,
                        mount.name(),
                        mount.paths(),
                        mount.calls() ? new CallRestServlet(mount) : new RestServlet(mount)));
    }

    private static void mount(ServletContext context, Surface.FilterMount mount) {
        FilterRegistration.Dynamic registration = context.addFilter(mount.name(), mount.filter());
        if (registration == null) {
            throw new IllegalStateException("filter " + mount.name() + ": there is one of that name already");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST), false, mount.paths().toArray(String[]::new));
    }

    private static void mount(ServletContext context, String name, List<String> paths, HttpServlet servlet) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        if (registration == null) {
            throw new IllegalStateException("servlet " + name + ": there is one of that name already");
        }
        registration.setAsyncSupported(true);
        registration.setLoadOnStartup(1);
        List<String> taken = List.copyOf(registration.addMapping(paths.toArray(String[]::new)));
        if (!taken.isEmpty()) {
            throw new IllegalStateException("servlet " + name + ": taken paths " + taken);
        }
    }
}
