package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Way;

/**
 * An account's proxy as it is shown: with id and name where it is a named one.
 *
 * @param password a sign that it is set
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProxyShape(
        @Nullable String id,
        @Nullable String name,
        String kind,
        String host,
        int port,
        @Nullable String username,
        AccountBody.@Nullable Hidden password) {

    static @Nullable ProxyShape of(Way way) {
        Proxy proxy = way.proxy();
        if (proxy == null) {
            return null;
        }
        NamedProxy named = way instanceof Way.Shared shared ? shared.named() : null;
        Proxy.Login login = proxy.login();
        return new ProxyShape(
                named == null ? null : named.id(),
                named == null ? null : named.name(),
                proxy.kind().code(),
                proxy.host(),
                proxy.port(),
                login == null ? null : login.user(),
                login == null ? null : new AccountBody.Hidden(true));
    }
}
