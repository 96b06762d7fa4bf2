package org.llmrelay.renewal;

import java.util.List;
import java.util.Optional;
import org.llmrelay.account.Account;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.OAuth;

/** A kind of account that signs in. */
public record FakeKind(String kind, OAuth signIn) implements Kind {
    @Override
    public String label() {
        return "Fake";
    }

    @Override
    public List<AccountField> fields() {
        return List.of();
    }

    @Override
    public List<String> mistakesIn(Account.Connection connection) {
        return List.of();
    }

    @Override
    public Optional<OAuth> oauth() {
        return Optional.of(signIn);
    }
}
