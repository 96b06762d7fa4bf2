package org.llmrelay.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.ImportBody;
import org.llmrelay.call.Body;
import org.llmrelay.console.accounts.Typed;
import org.llmrelay.signin.Identity;
import org.llmrelay.signin.Role;

/** A bean of a page that a viewer looks at. It has no desks: whoever reaches for one without asking falls. */
final class ViewersBean {
    /** Names a field of a row as well as anything else. */
    private static final String TEXT = "priority";

    private final Asked acts = new Asked();
    private final Object bean;

    private ViewersBean(Class<?> type) throws ReflectiveOperationException {
        bean = made(type);
    }

    static ViewersBean of(Class<?> type) throws ReflectiveOperationException {
        ViewersBean viewers = new ViewersBean(type);
        viewers.prepare();
        return viewers;
    }

    /** So that what is asked for depends on nothing but on who asks. */
    private void prepare() {
        if (bean instanceof SettingsBacking settings) {
            settings.setOrigins("https://forged.example");
        } else if (bean instanceof SafetyBacking safety) {
            safety.setFile(file());
        } else if (bean instanceof ImportBacking importing) {
            importing.setFile(file());
        }
    }

    private static Part file() {
        return (Part) Proxy.newProxyInstance(
                ViewersBean.class.getClassLoader(),
                new Class<?>[] {Part.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getSize") ? 1L : new ByteArrayInputStream(new byte[] {1}));
    }

    private Object made(Class<?> type) throws ReflectiveOperationException {
        var maker = type.getDeclaredConstructor();
        maker.setAccessible(true);
        Object made = maker.newInstance();
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(Inject.class)) {
                field.setAccessible(true);
                field.set(made, injected(field.getType()));
            }
        }
        return made;
    }

    private @Nullable Object injected(Class<?> type) throws ReflectiveOperationException {
        if (type == Desks.class || !type.getName().startsWith("org.llmrelay.console")) {
            return null;
        }
        Map<Class<?>, Object> others = Map.of(
                Acts.class, acts,
                Visitor.class, new Viewer(),
                Words.class, new Silence(),
                Works.class, new Looked(),
                Typed.class, new NothingTyped(),
                Show.class, new Greenwich());
        return others.containsKey(type) ? others.get(type) : made(type);
    }

    void call(Method act) throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(act.getParameterTypes())
                .map(ViewersBean::argument)
                .toArray();
        act.invoke(bean, arguments);
    }

    private static Object argument(Class<?> type) {
        if (type == String.class) {
            return TEXT;
        }
        return type == boolean.class ? true : new HashMap<>(Map.of("id", "x", TEXT, "5"));
    }

    boolean asked() {
        return acts.isAsked;
    }

    boolean said() {
        return acts.isSaid;
    }

    /** Refuses, and remembers that it was asked. */
    private static final class Asked extends Acts {
        private boolean isAsked;
        private boolean isSaid;

        @Override
        public <T> Optional<T> look(Supplier<T> act) {
            return Optional.empty();
        }

        @Override
        public <T> Optional<T> change(Supplier<T> act) {
            isAsked = true;
            return Optional.empty();
        }

        @Override
        public <T> Optional<T> change(String act, String id, Supplier<T> doing) {
            isAsked = true;
            return Optional.empty();
        }

        @Override
        public void note(String act, String subject) {
            isSaid = true;
        }

        @Override
        public void done(String name, Object... parts) {
            isSaid = true;
        }

        @Override
        public void wrong(String sentence) {}
    }

    private static final class Viewer extends Visitor {
        @Override
        public Identity identity() {
            return new Identity("vera", Role.VIEWER, Instant.MAX);
        }

        @Override
        public String getName() {
            return "vera";
        }

        @Override
        public boolean isOperator() {
            return false;
        }

        @Override
        public Locale getLocale() {
            return Locale.ENGLISH;
        }
    }

    private static final class Silence extends Words {
        @Override
        public String of(String name, Object... parts) {
            return name;
        }
    }

    private static final class NothingTyped extends Typed {
        @Override
        public Map<String, String> getSecrets() {
            return Map.of();
        }
    }

    private static final class Greenwich extends Show {
        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }
    }

    /** Somebody has looked at an import, which could be brought in now. */
    private static final class Looked extends Works {
        @Override
        @SuppressWarnings("unchecked")
        <T> Optional<Work<T>> of(String owner, String page) {
            Work<ImportBacking.Outcome> work = new Work<>();
            ImportOrder order = new ImportOrder(Body.EMPTY, null, null, new ImportOrder.Terms(false, "+08:00", false));
            work.result().complete(new ImportBacking.Outcome(order, new ImportBody(true, true, Map.of(), List.of())));
            work.told();
            return Optional.of((Work<T>) work);
        }
    }
}
