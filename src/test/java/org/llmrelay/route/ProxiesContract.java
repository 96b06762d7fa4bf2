package org.llmrelay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Account.Profile;
import org.llmrelay.account.Accounts;
import org.llmrelay.route.Proxy.Kind;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.secret.Secret;

/** What every store of named proxies does. */
public abstract class ProxiesContract {
    protected static final Instant CREATED = Instant.parse("2026-02-01T08:00:00.123Z");
    protected static final Proxy OWN = new Proxy(Kind.SOCKS5, "10.0.0.1", 1080, new Login("me", Secret.of("hunter-2")));

    protected abstract Proxies proxies();

    /** The accounts that use them. */
    protected abstract Accounts accounts();

    protected static NamedProxy named(String id, int port) {
        return new NamedProxy(
                id,
                "Proxy " + id,
                new Proxy(Kind.HTTPS, "proxy.example", port, new Login("me", Secret.of("hunter-3"))),
                CREATED);
    }

    protected static Account account(String id, Way way) {
        Connection connection = new Connection(Map.of(), Map.of("api_key", Secret.of("sk")), Map.of(), way);
        return new Account(id, "anthropic", new Profile("Account " + id, true, 50), connection, CREATED);
    }

    @Test
    void findsAProxyAsItWasSaved() {
        NamedProxy saved = named("p1", 8080);

        proxies().save(saved);

        assertThat(proxies().find("p1")).contains(saved);
        assertThat(proxies().all()).containsExactly(saved);
        assertThat(proxies().find("p2")).isEmpty();
    }

    @Test
    void keepsTheWayOfAnAccount() {
        proxies().save(named("p1", 8080));
        Account shared = account("a", new Way.Shared(named("p1", 8080)));
        Account own = account("b", new Way.Own(OWN));
        Account open = account("c", new Way.Own(new Proxy(Kind.HTTP, "proxy.example", 3128, null)));
        Account direct = account("d", Way.DIRECT);

        accounts().save(shared);
        accounts().save(own);
        accounts().save(open);
        accounts().save(direct);

        assertThat(accounts().all()).containsExactly(shared, own, open, direct);
        assertThat(accounts().find("b").orElseThrow().route()).isEqualTo(new Route("b", OWN));
    }

    @Test
    void aChangeChangesTheRouteOfThoseWhoShareIt() {
        proxies().save(named("p1", 8080));
        accounts().save(account("a", new Way.Shared(named("p1", 8080))));

        proxies().save(named("p1", 9090));

        assertThat(accounts().find("a").orElseThrow().route())
                .isEqualTo(new Route("a", named("p1", 9090).proxy()));
    }

    @Test
    void isNotDeletedWhileAnAccountUsesIt() {
        proxies().save(named("p1", 8080));
        accounts().save(account("a", new Way.Shared(named("p1", 8080))));

        assertThat(proxies().delete("p1")).isEqualTo(Proxies.Deletion.IN_USE);
        assertThat(proxies().find("p1")).isPresent();

        accounts().save(account("a", Way.DIRECT));

        assertThat(proxies().delete("p1")).isEqualTo(Proxies.Deletion.DELETED);
        assertThat(proxies().all()).isEmpty();
        assertThat(proxies().delete("p1")).isEqualTo(Proxies.Deletion.UNKNOWN);
    }
}
