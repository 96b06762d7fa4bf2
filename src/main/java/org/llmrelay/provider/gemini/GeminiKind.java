package org.llmrelay.provider.gemini;

import java.util.List;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.fields.FieldCheck;

/** Gemini API key accounts. Thread-safe. */
public final class GeminiKind implements Kind {
    private static final List<AccountField> FIELDS = List.of(
            new AccountField(
                    "base_url",
                    "Base URL",
                    Input.URL,
                    false,
                    "https://generativelanguage.googleapis.com",
                    "Where the Gemini API lives, without its version"),
            new AccountField("api_key", "API key", Input.SECRET, true, null, "The key that the upstream gave you"));

    @Override
    public String kind() {
        return "gemini";
    }

    @Override
    public String label() {
        return "Gemini API key";
    }

    @Override
    public List<AccountField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(FIELDS, connection).mistakes();
    }
}
