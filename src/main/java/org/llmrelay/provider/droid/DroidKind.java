package org.llmrelay.provider.droid;

import java.util.List;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.secret.Secret;

/** Droid accounts with one API key or several. Thread-safe. */
public final class DroidKind implements Kind {
    private static final int MOST_KEYS = 100;
    private static final String KEYS = "api_keys";
    static final AccountField BASE_URL = new AccountField(
            "base_url",
            "Base URL",
            Input.URL,
            false,
            "https://api.factory.ai/api/llm",
            "Where Factory's API for models lives");
    private static final List<AccountField> FIELDS = List.of(
            BASE_URL,
            new AccountField(KEYS, "API keys", Input.SECRET_LINES, true, null, "One key in each line; all are used"));

    @Override
    public String kind() {
        return "droid";
    }

    @Override
    public String label() {
        return "Droid API keys";
    }

    @Override
    public List<AccountField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(FIELDS, connection)
                .thatSecret(
                        KEYS, DroidKind::areKeys, "must be up to " + MOST_KEYS + " different keys, one in each line")
                .mistakes();
    }

    private static boolean areKeys(Secret text) {
        List<String> keys = text.reveal()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        boolean differ = keys.stream().distinct().count() == keys.size();
        return differ
                && !keys.isEmpty()
                && keys.size() <= MOST_KEYS
                && keys.stream().allMatch(FieldCheck::isWord);
    }
}
