package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Accounts;
import org.llmrelay.route.Proxies;
import org.llmrelay.route.ProxiesContract;
import org.llmrelay.route.Route;
import org.llmrelay.route.Way;
import org.llmrelay.secret.SealedRecords;
import redis.clients.jedis.Jedis;

class RedisProxiesTest extends ProxiesContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Proxies proxies() {
        return store.proxies();
    }

    @Override
    protected Accounts accounts() {
        return store.accounts();
    }

    @Test
    void findsWhatAnotherNodeSavedBefore() {
        store.proxies().save(named("p1", 8080));

        assertThat(nodes.deafNode().proxies().all()).containsExactly(named("p1", 8080));
    }

    @Test
    void hearsWhatAnotherNodeChanges() {
        RedisStore here = nodes.node();
        RedisStore there = nodes.node();
        there.proxies().save(named("p1", 8080));
        there.accounts().save(account("a", new Way.Shared(named("p1", 8080))));
        Await.until(() -> here.accounts().find("a").isPresent());

        there.proxies().save(named("p1", 9090));

        Route changed = new Route("a", named("p1", 9090).proxy());
        Await.until(() -> here.accounts().find("a").orElseThrow().route().equals(changed));
    }

    @Test
    void keepsPasswordsSealed() {
        store.proxies().save(named("p1", 8080));
        store.accounts().save(account("a", new Way.Own(OWN)));

        try (Jedis jedis = nodes.server().connect()) {
            assertThat(jedis.hget(RedisKeys.PROXY_RECORDS, "p1"))
                    .contains("proxy.example")
                    .doesNotContain("hunter");
            assertThat(jedis.hget(RedisKeys.ACCOUNT_RECORDS, "a"))
                    .contains("10.0.0.1")
                    .doesNotContain("hunter");
        }
    }

    @Test
    void showsItsPasswordsToThoseWhoSealThemAnew() {
        store.proxies().save(named("p1", 8080));

        assertThat(store.sealedRecords().stream().filter(kind -> kind.name().equals("proxies")))
                .singleElement()
                .extracting(SealedRecords::all)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void anAccountWhoseProxyCannotBeReadIsLeftOutAndNeverGoesDirect() {
        store.proxies().save(named("p1", 8080));
        store.accounts().save(account("a", new Way.Shared(named("p1", 8080))));
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.PROXY_RECORDS, "p1", "{}");
        }

        RedisStore other = nodes.deafNode();

        assertThat(other.accounts().all()).isEmpty();
        assertThat(other.proxies().all()).isEmpty();
    }

    @Test
    void doesNotSaveAnAccountForAProxyThatIsGone() {
        assertThatThrownBy(() -> store.accounts().save(account("a", new Way.Shared(named("p1", 8080)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("p1");
        assertThat(store.accounts().all()).isEmpty();
    }
}
