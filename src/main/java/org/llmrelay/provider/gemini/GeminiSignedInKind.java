package org.llmrelay.provider.gemini;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.fields.FieldCheck;

/** Gemini accounts by OAuth. Thread-safe. */
public final class GeminiSignedInKind implements Kind {
    private static final List<AccountField> FIELDS = List.of(
            new AccountField(
                    "base_url",
                    "Base URL",
                    Input.URL,
                    false,
                    "https://cloudcode-pa.googleapis.com",
                    "Where Code Assist lives"),
            new AccountField(
                    "project",
                    "Project",
                    Input.TEXT,
                    false,
                    null,
                    "The project to charge; left out for the one that is found after signing in"));

    private final GeminiSignIn signIn;

    /** Goes by the system's clock. */
    public GeminiSignedInKind() {
        this(InstantSource.system());
    }

    /** @param clock what the lives of tokens are counted from */
    public GeminiSignedInKind(InstantSource clock) {
        this.signIn = new GeminiSignIn(clock);
    }

    @Override
    public String kind() {
        return "gemini-oauth";
    }

    @Override
    public String label() {
        return "Gemini by sign-in";
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
