package org.llmrelay.provider.openai;

import java.time.InstantSource;
import java.util.Set;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;

/** Accounts at others who speak Chat Completions like OpenAI, and no Responses. Thread-safe. */
public final class CompatibleProvider extends ApiKeyProvider {
    private static final AccountField BASE_URL = new AccountField(
            "base_url",
            "Base URL",
            Input.URL,
            true,
            null,
            "Where the API lives, with its version where it has one, such as https://api.deepseek.com");

    /** Goes by the system's clock. */
    public CompatibleProvider() {
        this(InstantSource.system());
    }

    /** @param clock what times in answers are compared with */
    public CompatibleProvider(InstantSource clock) {
        super(BASE_URL, clock);
    }

    @Override
    public String kind() {
        return "openai-compatible";
    }

    @Override
    public String label() {
        return "OpenAI-compatible API key";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("openai-chat", "openai-embeddings");
    }
}
