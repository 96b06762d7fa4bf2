package org.llmrelay.admin;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Proxies;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Proxy.Kind;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.route.Way;
import org.llmrelay.secret.Secret;

/** Reads what an operator says about proxies. Thread-safe. */
final class ProxyForm {
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_LOGIN = 255;
    private static final Map<String, Kind> KINDS = kinds();

    private final Proxies proxies;

    ProxyForm(Proxies proxies) {
        this.proxies = proxies;
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            kinds.put(kind.code(), kind);
        }
        return kinds;
    }

    /** A field that holds a proxy of its own, the id of a named one, or null for none. */
    Way way(Form form, String field, Way before) {
        return form.inner(field, before, Way.DIRECT, inside -> way(inside, before));
    }

    private Way way(Form form, Way before) {
        if (form.has("id")) {
            return shared(form, form.text("id", null), before);
        }
        Proxy known = before instanceof Way.Own own ? own.proxy() : null;
        return proxy(form, known).<Way>map(Way.Own::new).orElse(before);
    }

    private Way shared(Form form, String id, Way before) {
        Optional<NamedProxy> named = proxies.find(id);
        if (named.isEmpty() && form.isFine("id")) {
            form.wrong("id", "is not the id of a proxy");
        }
        return named.<Way>map(Way.Shared::new).orElse(before);
    }

    /** A proxy; what is left out is as before. Empty when something is wrong. */
    static Optional<Proxy> proxy(Form form, @Nullable Proxy before) {
        Kind kind = form.word("kind", before == null ? null : before.kind(), KINDS);
        String host = form.text("host", before == null ? null : before.host()).strip();
        if (form.isFine("host") && !Proxy.isHost(host)) {
            form.wrong("host", "must be a host name or an address, without a port");
        }
        int port = form.whole("port", before == null ? 0 : before.port(), 1, LAST_PORT);
        if (port == 0 && form.isFine("port")) {
            form.wrong("port", "is required");
        }
        Login login = login(form, kind, before == null ? null : before.login());
        if (kind == null || !form.isFine("host") || !form.isFine("port")) {
            return Optional.empty();
        }
        return Optional.of(new Proxy(kind, host, port, login));
    }

    private static @Nullable Login login(Form form, @Nullable Kind kind, @Nullable Login before) {
        String user = form.line("username", before == null ? "" : before.user(), LONGEST_LOGIN);
        boolean given = form.has("password");
        if (user.isEmpty()) {
            String unused = given ? form.line("password", "", LONGEST_LOGIN) : "";
            if (!unused.isEmpty()) {
                form.wrong("password", "needs a username");
            }
            return null;
        }
        if (kind != Kind.SOCKS5 && user.indexOf(':') >= 0) {
            form.wrong("username", "must not hold a colon");
        }
        if (!given && before != null) {
            return new Login(user, before.password());
        }
        return new Login(user, Secret.of(password(form)));
    }

    private static String password(Form form) {
        String password = form.text("password", null);
        if (!Texts.isLine(password, LONGEST_LOGIN)) {
            form.wrong("password", "must be one line of up to " + LONGEST_LOGIN + " characters");
        }
        return password;
    }
}
