package org.llmrelay.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for one of the container's interfaces: it gives a fixed answer to each method that it was told of, keeps attributes, and has nothing else to say.
 * Thread-safe.
 */
final class StandIn implements InvocationHandler {
    private static final Map<Class<?>, Object> NOTHING = Map.of(
            boolean.class,
            false,
            int.class,
            0,
            long.class,
            0L,
            Enumeration.class,
            Collections.emptyEnumeration(),
            Collection.class,
            List.of(),
            Map.class,
            Map.of());

    private final Map<String, Object> answers;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();

    private StandIn(Map<String, Object> answers) {
        this.answers = Map.copyOf(answers);
    }

    /** {@code answers}: by the methods' names. */
    static <T> T of(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new StandIn(answers)));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] given) {
        String name = method.getName();
        Object answer = answers.get(name);
        if (answer != null) {
            return answer;
        }
        return given == null ? asked(self, method) : told(self, method, given);
    }

    private @Nullable Object asked(Object self, Method method) {
        return switch (method.getName()) {
            case "getAttributeNames" ->
                Collections.enumeration(
                        attributes.keySet().stream().map(String::valueOf).toList());
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "stand-in";
            default -> NOTHING.get(method.getReturnType());
        };
    }

    private @Nullable Object told(Object self, Method method, Object[] given) {
        return switch (method.getName()) {
            case "getAttribute" -> attributes.get(given[0]);
            case "setAttribute" -> given[1] == null ? forget(given[0]) : keep(given[0], given[1]);
            case "removeAttribute" -> forget(given[0]);
            case "equals" -> self == given[0];
            case "encodeURL", "encodeRedirectURL" -> given[0];
            default -> NOTHING.get(method.getReturnType());
        };
    }

    private @Nullable Object keep(Object name, Object value) {
        attributes.put(name, value);
        return null;
    }

    private @Nullable Object forget(Object name) {
        attributes.remove(name);
        return null;
    }
}
