package org.llmrelay.provider.droid;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.secret.Secret;

/** Droid accounts by the device flow. Thread-safe. */
public final class DroidSignedInProvider extends FactoryProvider {
    private static final List<AccountField> FIELDS = List.of(FactoryApi.BASE_URL);

    private final DroidSignIn signIn;

    /** Goes by the system's clock. */
    public DroidSignedInProvider() {
        this(InstantSource.system());
    }

    /** @param clock what the lives of tokens are counted from, and times in answers compared with */
    public DroidSignedInProvider(InstantSource clock) {
        super(clock);
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

    @Override
    Secret credential(Account account, @Nullable String conversation) {
        return account.connection()
                .secret(Connection.ACCESS_TOKEN)
                .orElseThrow(
                        () -> new IllegalArgumentException("account " + account.id() + ": no token (expected: one)"));
    }
}
