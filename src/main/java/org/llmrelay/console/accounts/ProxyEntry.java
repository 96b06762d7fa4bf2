package org.llmrelay.console.accounts;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.console.Shapes;

/** What somebody fills in about the proxy of an account: none, a named one, or one of its own. */
public final class ProxyEntry implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String OWN = "own";
    private static final String PASSWORD = "proxy_password";

    private final HashMap<String, Object> values = new HashMap<>();
    private @Nullable String choice;

    /** From a proxy as the API shows it, or null for none. */
    static ProxyEntry of(@Nullable Object shown) {
        ProxyEntry entry = new ProxyEntry();
        entry.values.put("kind", "http");
        if (shown instanceof Map<?, ?> map) {
            String id = Shapes.text(map, "id");
            entry.choice = id.isEmpty() ? OWN : id;
            if (id.isEmpty()) {
                entry.take(map);
            }
        }
        return entry;
    }

    /** The proxy itself, from a named one as the API shows it; empty for a new one. */
    static ProxyEntry shared(Map<String, Object> shown) {
        ProxyEntry entry = of(null);
        if (!shown.isEmpty()) {
            entry.take(shown);
        }
        return entry;
    }

    private void take(Map<?, ?> shown) {
        Stream.of("kind", "host", "username").forEach(name -> values.put(name, shown.get(name)));
        values.put("port", Shapes.number(shown, "port").longValue());
    }

    /** What a form takes as {@code proxy}; null for none. */
    @Nullable
    Map<String, Object> form(Map<String, String> secrets) {
        if (choice == null) {
            return null;
        }
        return choice.equals(OWN) ? own(secrets) : Map.of("id", choice);
    }

    /** One of its own; a password that nobody typed stays as it was. */
    Map<String, Object> own(Map<String, String> secrets) {
        Map<String, Object> form = new LinkedHashMap<>(values);
        form.values().removeIf(value -> value == null);
        form.putIfAbsent("username", "");
        String password = secrets.get(PASSWORD);
        if (password != null) {
            form.put("password", password);
        }
        return form;
    }

    public boolean isOwn() {
        return OWN.equals(choice);
    }

    /** {@code kind}, {@code host}, {@code port} and {@code username}. */
    public Map<String, Object> getValues() {
        return values;
    }

    public @Nullable String getChoice() {
        return choice;
    }

    public void setChoice(@Nullable String choice) {
        this.choice = choice;
    }
}
