package org.llmrelay.api.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Provider;

/** A kind of account, and what has to be filled in for it. */
record KindBody(String kind, String label, List<String> dialects, List<Field> fields) implements JsonBody {

    /** {@code fallback}: what holds when the field is left out. */
    record Field(
            String name,
            String label,
            boolean secret,
            boolean required,
            @Nullable String fallback,
            String help) {}

    static KindBody of(Provider provider) {
        return new KindBody(
                provider.kind(),
                provider.label(),
                provider.dialects().stream().sorted().toList(),
                provider.fields().stream().map(KindBody::field).toList());
    }

    private static Field field(AccountField field) {
        return new Field(field.name(), field.label(), field.secret(), field.required(), field.fallback(), field.help());
    }
}
