package org.llmrelay.provider;

import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Headers;
import org.llmrelay.secret.Secret;

/** The access token of an account that is signed in, as requests carry it. */
public final class Bearer {
    private Bearer() {}

    /** Headers with the account's token. @throws IllegalArgumentException when the account bears none */
    public static Headers signed(Headers headers, Account account) {
        return headers.with("authorization", "Bearer " + token(account).reveal());
    }

    /** @throws IllegalArgumentException when the account bears none */
    public static Secret token(Account account) {
        return account.connection()
                .secret(Connection.ACCESS_TOKEN)
                .orElseThrow(() -> new IllegalArgumentException(
                        "account " + account.id() + ": no token (expected: one of its sign-in)"));
    }
}
