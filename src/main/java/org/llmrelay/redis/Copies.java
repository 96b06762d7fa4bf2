package org.llmrelay.redis;

import java.util.Optional;
import org.llmrelay.account.Credential;
import org.llmrelay.key.KeyHash;

/** All that this node keeps in memory of what is in Redis. */
record Copies(
        RedisApiKeys keys,
        RedisForeignHashing foreignHashing,
        RedisAccounts accounts,
        RedisStandings standings,
        RedisGroups groups,
        RedisQuotas quotas,
        RedisCredentials credentials,
        RedisPriceOverrides prices,
        SettingStores settings)
        implements ChangeListener {

    @Override
    public void keyChanged(KeyHash hash) {
        keys.forget(hash);
    }

    @Override
    public void accountsChanged() {
        accounts.reload();
        groups.reload();
        foreignHashing.reload();
    }

    @Override
    public void standingsChanged() {
        standings.reload();
    }

    @Override
    public void quotasChanged() {
        quotas.reload();
    }

    @Override
    public void credentialChanged(String account) {
        Optional<Credential> unused = credentials.reload(account);
    }

    @Override
    public void pricesChanged() {
        prices.reload();
    }

    @Override
    public void settingsChanged() {
        settings.reload();
    }

    @Override
    public void anythingMayHaveChanged() {
        keys.forgetAll();
        foreignHashing.reload();
        accounts.reload();
        standings.reload();
        groups.reload();
        quotas.reload();
        credentials.reload();
        prices.reload();
        settings.reload();
    }
}
