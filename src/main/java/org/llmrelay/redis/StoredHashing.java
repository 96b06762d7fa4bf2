package org.llmrelay.redis;

import java.util.Map;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/** The record of what another relay hashed keys with. {@code sealed}: sealed for this record. */
record StoredHashing(String id, String sealed) {

    static StoredHashing of(RedisForeignHashing.Kept kept, Vault vault) {
        return new StoredHashing(kept.id(), vault.seal(kept.secret(), binding(kept.id())));
    }

    /** @throws IllegalArgumentException when it does not open */
    RedisForeignHashing.Kept toKept(Vault vault) {
        Secret secret = vault.open(sealed, binding(id));
        return new RedisForeignHashing.Kept(id, secret);
    }

    /** The sealed text in a record by its binding. */
    static Map<String, String> secretsIn(String record) {
        try {
            StoredHashing stored = Json.read(record, StoredHashing.class);
            return Map.of(binding(stored.id()), stored.sealed());
        } catch (RuntimeException e) {
            // A text that no key opens: so the record counts as one that cannot be read.
            return Map.of("foreign-hashing", "damaged");
        }
    }

    private static String binding(String id) {
        return "foreign-hashing/" + id;
    }
}
