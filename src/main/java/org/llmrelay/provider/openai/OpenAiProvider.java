package org.llmrelay.provider.openai;

import java.time.InstantSource;
import java.util.Set;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;

/** Accounts that are reached with an API key at OpenAI, or at an upstream that speaks Responses like it. Thread-safe. */
public final class OpenAiProvider extends ApiKeyProvider {
    private static final AccountField BASE_URL = new AccountField(
            "base_url",
            "Base URL",
            Input.URL,
            false,
            "https://api.openai.com/v1",
            "Where the API lives, with its version: OpenAI, or anybody who speaks its Responses");

    /** Goes by the system's clock. */
    public OpenAiProvider() {
        this(InstantSource.system());
    }

    /** @param clock what times in answers are compared with */
    public OpenAiProvider(InstantSource clock) {
        super(BASE_URL, clock);
    }

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public String label() {
        return "OpenAI API key";
    }

    @Override
    public Set<String> dialects() {
        return Set.of("openai", "openai-chat", "openai-embeddings");
    }
}
