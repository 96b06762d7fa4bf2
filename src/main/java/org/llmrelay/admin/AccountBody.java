package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;

/**
 * An account as it is shown.
 *
 * @param fields plain fields as texts, secret fields as {@code {"set": true}}
 * @param proxy what it goes through, or null
 */
public record AccountBody(
        String id,
        String name,
        String kind,
        boolean enabled,
        int priority,
        Map<String, Object> fields,
        Map<String, String> models,
        @JsonUnwrapped DutyBody duty,
        @Nullable ProxyShape proxy,
        Instant createdAt)
        implements JsonBody {

    /** Stands for a secret that is there. */
    record Hidden(boolean set) {}

    public static AccountBody of(Account account) {
        Map<String, Object> fields = new TreeMap<>(account.connection().fields());
        account.connection().secrets().keySet().forEach(name -> fields.put(name, new Hidden(true)));
        return new AccountBody(
                account.id(),
                account.name(),
                account.kind(),
                account.isEnabled(),
                account.profile().priority(),
                fields,
                new TreeMap<>(account.connection().models()),
                DutyBody.of(account.duty()),
                ProxyShape.of(account.connection().way()),
                account.created());
    }
}
