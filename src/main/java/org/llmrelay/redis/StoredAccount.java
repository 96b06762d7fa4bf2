package org.llmrelay.redis;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Account.Profile;
import org.llmrelay.account.Duty;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Way;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/**
 * An account's record.
 *
 * @param sealed its secrets, each sealed for this account and field
 * @param duty left out in older records
 * @param proxy its own proxy, whose password is among the secrets
 * @param sharedProxy the id of the named proxy that it uses
 */
record StoredAccount(
        String id,
        String kind,
        String name,
        boolean enabled,
        int priority,
        Map<String, String> fields,
        Map<String, String> sealed,
        Map<String, String> models,
        @Nullable StoredDuty duty,
        String created,
        @Nullable StoredProxy proxy,
        @Nullable String sharedProxy) {

    static StoredAccount of(Account account, Vault vault) {
        Way way = account.connection().way();
        Map<String, Secret> secrets = new HashMap<>(account.connection().secrets());
        if (way instanceof Way.Own own && own.proxy().login() != null) {
            secrets.put(StoredProxy.PASSWORD, own.proxy().login().password());
        }
        Map<String, String> sealed = new HashMap<>();
        secrets.forEach((field, secret) -> sealed.put(field, vault.seal(secret, binding(account.id(), field))));
        return new StoredAccount(
                account.id(),
                account.kind(),
                account.name(),
                account.isEnabled(),
                account.profile().priority(),
                account.connection().fields(),
                sealed,
                account.connection().models(),
                StoredDuty.of(account.duty()),
                account.created().toString(),
                way instanceof Way.Own own ? StoredProxy.of(own.proxy()) : null,
                way instanceof Way.Shared shared ? shared.named().id() : null);
    }

    /**
     * @param proxies all named proxies
     * @throws IllegalArgumentException when a secret does not open, or the named proxy is not there: an account never loses its proxy by accident
     */
    Account toAccount(Vault vault, Map<String, NamedProxy> proxies) {
        Map<String, Secret> secrets = new HashMap<>();
        sealed.forEach((field, text) -> secrets.put(field, vault.open(text, binding(id, field))));
        Way way = way(secrets.remove(StoredProxy.PASSWORD), proxies);
        return new Account(
                id,
                kind,
                new Profile(name, enabled, priority),
                new Connection(fields, secrets, models, way),
                duty == null ? Duty.USUAL : duty.toDuty(),
                Instant.parse(created));
    }

    private Way way(@Nullable Secret password, Map<String, NamedProxy> proxies) {
        if (sharedProxy != null) {
            NamedProxy named = proxies.get(sharedProxy);
            if (named == null) {
                throw new IllegalArgumentException("proxy " + sharedProxy + " (expected: one that can be read)");
            }
            return new Way.Shared(named);
        }
        return proxy == null ? Way.DIRECT : new Way.Own(proxy.toProxy(password));
    }

    /** The sealed texts in a record by their bindings. */
    static Map<String, String> secretsIn(String record) {
        try {
            StoredAccount account = Json.read(record, StoredAccount.class);
            return account.sealed().entrySet().stream()
                    .collect(Collectors.toMap(secret -> binding(account.id(), secret.getKey()), Map.Entry::getValue));
        } catch (RuntimeException e) {
            // A text that no key opens: so the record counts as one that cannot be read.
            return Map.of("account", "damaged");
        }
    }

    private static String binding(String account, String field) {
        return "account/" + account + "/" + field;
    }
}
