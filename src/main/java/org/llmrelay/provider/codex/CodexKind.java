package org.llmrelay.provider.codex;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.fields.FieldCheck;

/** OpenAI accounts by OAuth, with which Codex works. Thread-safe. */
public final class CodexKind implements Kind {
    private static final List<AccountField> FIELDS = List.of(new AccountField(
            "base_url",
            "Base URL",
            Input.URL,
            false,
            "https://chatgpt.com/backend-api/codex",
            "Where the API for Codex lives"));

    private final CodexSignIn signIn;

    /** Goes by the system's clock. */
    public CodexKind() {
        this(InstantSource.system());
    }

    /** @param clock what the lives of tokens are counted from */
    public CodexKind(InstantSource clock) {
        this.signIn = new CodexSignIn(clock);
    }

    @Override
    public String kind() {
        return "openai-oauth";
    }

    @Override
    public String label() {
        return "OpenAI by sign-in";
    }

    @Override
    public Optional<OAuth> oauth() {
        return Optional.of(signIn);
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
