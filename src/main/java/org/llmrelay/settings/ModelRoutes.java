package org.llmrelay.settings;

import java.util.List;

/** Where calls go that name nothing but a model, the first route that fits before all others. Never empty. */
public record ModelRoutes(List<Route> routes) {
    /** By what the models of each service are usually called. */
    public static final ModelRoutes DEFAULTS = new ModelRoutes(
            List.of(new Route("claude-*", "claude"), new Route("gemini-*", "gemini"), new Route("*", "openai")));

    public ModelRoutes {
        routes = List.copyOf(routes);
        if (routes.isEmpty()) {
            throw new IllegalArgumentException("model routes: none (expected: one or more)");
        }
    }

    /** All models go one way. */
    public static ModelRoutes allTo(String service) {
        return new ModelRoutes(List.of(new Route("*", service)));
    }

    /**
     * One route.
     *
     * @param pattern of models, in which a star stands for anything
     * @param service such as {@code claude}
     */
    public record Route(String pattern, String service) {}
}
