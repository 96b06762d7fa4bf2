package org.llmrelay.redis;

import java.util.List;
import java.util.Optional;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Proxies;
import org.llmrelay.secret.Vault;

/** Named proxies in Redis: a hash of records beside the accounts', in memory with them. One that cannot be read is left out. Thread-safe. */
final class RedisProxies implements Proxies {
    private final Script saveProxy = Script.named("save_proxy");
    private final Script deleteProxy = Script.named("delete_proxy");
    private final Redis redis;
    private final RedisAccounts accounts;
    private final Vault vault;

    RedisProxies(Redis redis, RedisAccounts accounts, Vault vault) {
        this.redis = redis;
        this.accounts = accounts;
        this.vault = vault;
    }

    @Override
    public List<NamedProxy> all() {
        return accounts.proxies();
    }

    @Override
    public Optional<NamedProxy> find(String id) {
        return all().stream().filter(proxy -> proxy.id().equals(id)).findFirst();
    }

    @Override
    public void save(NamedProxy proxy) {
        String record = Json.write(StoredNamedProxy.of(proxy, vault));
        redis.run(saveProxy.with(List.of(RedisKeys.PROXY_RECORDS), List.of(proxy.id(), record, RedisKeys.CHANGES)));
        accounts.reload();
    }

    @Override
    public Deletion delete(String id) {
        Object deleted = redis.run(deleteProxy.with(
                List.of(RedisKeys.PROXY_RECORDS, RedisKeys.ACCOUNT_RECORDS), List.of(id, RedisKeys.CHANGES)));
        accounts.reload();
        if (Long.valueOf(-1).equals(deleted)) {
            return Deletion.IN_USE;
        }
        return Long.valueOf(1).equals(deleted) ? Deletion.DELETED : Deletion.UNKNOWN;
    }
}
