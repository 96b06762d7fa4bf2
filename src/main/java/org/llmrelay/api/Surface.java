package org.llmrelay.api;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.List;

/** What one part of the API puts on which paths. Paths are patterns of the servlet specification, the context root left out. Thread-safe. */
public interface Surface {
    /** Servlets of its own. */
    default List<Mount> servlets() {
        return List.of();
    }

    /** JAX-RS resources. */
    default List<RestMount> resources() {
        return List.of();
    }

    /** What stands before all that lies on some paths. */
    default List<FilterMount> filters() {
        return List.of();
    }

    /** A filter and its paths. */
    record FilterMount(String name, List<String> paths, Filter filter) {
        public FilterMount {
            paths = List.copyOf(paths);
        }
    }

    /** A servlet and its paths. */
    record Mount(String name, List<String> paths, HttpServlet servlet) {
        public Mount {
            paths = List.copyOf(paths);
        }
    }

    /**
     * JAX-RS components that are served together, and the paths on which they are.
     *
     * @param components resources, mappers, filters, readers and writers, each one instance for all requests; resources name their whole path
     * @param calls whether the resources take calls: then of the request they get its {@code AsyncContext} only, and of a path that ends with a star what stands before it
     */
    record RestMount(String name, List<String> paths, List<Object> components, Gate gate, boolean calls) {
        public RestMount {
            paths = List.copyOf(paths);
            components = List.copyOf(components);
        }

        /** Resources that take calls. */
        public static RestMount ofCalls(String name, List<String> paths, List<Object> components, Gate gate) {
            return new RestMount(name, paths, components, gate, true);
        }

        /** Any other resources. */
        public static RestMount of(String name, List<String> paths, List<Object> components, Gate gate) {
            return new RestMount(name, paths, components, gate, false);
        }
    }
}
