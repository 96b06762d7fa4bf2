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
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/**
 * An account's record.
 *
 * @param sealed its secrets, each sealed for this account and field
 * @param duty left out in older records
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
        String created) {

    static StoredAccount of(Account account, Vault vault) {
        Map<String, String> sealed = new HashMap<>();
        account.connection()
                .secrets()
                .forEach((field, secret) -> sealed.put(field, vault.seal(secret, binding(account.id(), field))));
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
                account.created().toString());
    }

    /** @throws IllegalArgumentException when a secret does not open */
    Account toAccount(Vault vault) {
        Map<String, Secret> secrets = new HashMap<>();
        sealed.forEach((field, text) -> secrets.put(field, vault.open(text, binding(id, field))));
        return new Account(
                id,
                kind,
                new Profile(name, enabled, priority),
                new Connection(fields, secrets, models),
                duty == null ? Duty.USUAL : duty.toDuty(),
                Instant.parse(created));
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
