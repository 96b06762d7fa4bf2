package org.llmrelay.redis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.secret.Secret;

/** A proxy within a record that keeps its password sealed. */
record StoredProxy(
        String kind, String host, int port, @Nullable String user) {
    /** The name of the password among a record's secrets; no field of an account can have it. */
    static final String PASSWORD = "proxy.password";

    static StoredProxy of(Proxy proxy) {
        Login login = proxy.login();
        return new StoredProxy(proxy.kind().code(), proxy.host(), proxy.port(), login == null ? null : login.user());
    }

    /** @throws IllegalArgumentException when the record is damaged */
    Proxy toProxy(@Nullable Secret password) {
        return new Proxy(Proxy.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), host, port, login(password));
    }

    private @Nullable Login login(@Nullable Secret password) {
        if (user == null) {
            return null;
        }
        if (password == null) {
            throw new IllegalArgumentException("proxy: a user without a password");
        }
        return new Login(user, password);
    }
}
