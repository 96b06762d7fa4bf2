package org.llmrelay.redis;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/**
 * A named proxy's record.
 *
 * @param sealed its secrets, each sealed for this proxy and field
 */
record StoredNamedProxy(String id, String name, StoredProxy proxy, Map<String, String> sealed, String created) {

    static StoredNamedProxy of(NamedProxy named, Vault vault) {
        Login login = named.proxy().login();
        Map<String, String> sealed = login == null
                ? Map.of()
                : Map.of(StoredProxy.PASSWORD, vault.seal(login.password(), binding(named.id(), StoredProxy.PASSWORD)));
        return new StoredNamedProxy(
                named.id(),
                named.name(),
                StoredProxy.of(named.proxy()),
                sealed,
                named.created().toString());
    }

    /** @throws IllegalArgumentException when its password does not open */
    NamedProxy toNamedProxy(Vault vault) {
        String text = sealed.get(StoredProxy.PASSWORD);
        Secret password = text == null ? null : vault.open(text, binding(id, StoredProxy.PASSWORD));
        return new NamedProxy(id, name, proxy.toProxy(password), Instant.parse(created));
    }

    /** The sealed texts in a record by their bindings. */
    static Map<String, String> secretsIn(String record) {
        try {
            StoredNamedProxy named = Json.read(record, StoredNamedProxy.class);
            return named.sealed().entrySet().stream()
                    .collect(Collectors.toMap(secret -> binding(named.id(), secret.getKey()), Map.Entry::getValue));
        } catch (RuntimeException e) {
            // A text that no key opens: so the record counts as one that cannot be read.
            return Map.of("proxy", "damaged");
        }
    }

    private static String binding(String proxy, String field) {
        return "proxy/" + proxy + "/" + field;
    }
}
