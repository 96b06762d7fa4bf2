package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Proxy;

/**
 * A named proxy as it is shown.
 *
 * @param password a sign that it is set
 * @param accounts who uses it
 */
public record ProxyBody(
        String id,
        String name,
        String kind,
        String host,
        int port,
        @Nullable String username,
        AccountBody.@Nullable Hidden password,
        List<Reference> accounts,
        Instant createdAt)
        implements JsonBody {

    /** An account that uses it. */
    record Reference(String id, String name) {}

    static ProxyBody of(NamedProxy named, List<Account> users) {
        Proxy proxy = named.proxy();
        Proxy.Login login = proxy.login();
        return new ProxyBody(
                named.id(),
                named.name(),
                proxy.kind().code(),
                proxy.host(),
                proxy.port(),
                login == null ? null : login.user(),
                login == null ? null : new AccountBody.Hidden(true),
                users.stream()
                        .map(user -> new Reference(user.id(), user.name()))
                        .toList(),
                named.created());
    }
}
