package org.llmrelay.provider.droid;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.fields.FieldCheck;

/** Droid accounts by the device flow. Thread-safe. */
public final class DroidSignedInKind implements Kind {
    private static final List<AccountField> FIELDS = List.of(DroidKind.BASE_URL);

    private final DroidSignIn signIn;

    /** Goes by the system's clock. */
    public DroidSignedInKind() {
        this(InstantSource.system());
    }

    /** @param clock what the lives of tokens are counted from */
    public DroidSignedInKind(InstantSource clock) {
        this.signIn = new DroidSignIn(clock);
    }

    @Override
    public String kind() {
        return "droid-oauth";
    }

    @Override
    public String label() {
        return "Droid by sign-in";
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
