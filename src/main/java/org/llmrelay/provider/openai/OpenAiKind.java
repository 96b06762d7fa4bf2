package org.llmrelay.provider.openai;

import java.util.List;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.fields.FieldCheck;

/** OpenAI API key accounts. Thread-safe. */
public final class OpenAiKind implements Kind {
    private static final List<AccountField> FIELDS = List.of(
            new AccountField(
                    "base_url",
                    "Base URL",
                    Input.URL,
                    false,
                    "https://api.openai.com/v1",
                    "Where the Responses API lives, with its version: OpenAI or anything compatible"),
            new AccountField("api_key", "API key", Input.SECRET, true, null, "The key that the upstream gave you"));

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public String label() {
        return "OpenAI API key";
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
