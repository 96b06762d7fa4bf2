package org.llmrelay.provider;

import java.util.List;
import java.util.Optional;
import org.llmrelay.account.Account;

/** A kind of upstream account: what an operator fills in, and how one signs in. Thread-safe. */
public interface Kind {

    /** The name that accounts refer to, such as {@code anthropic}. */
    String kind();

    /** What people call it. */
    String label();

    /** What an operator fills in for an account of this kind. */
    List<AccountField> fields();

    /** What is wrong with a connection as filled in: one sentence for each mistake, none when it is in order. */
    List<String> mistakesIn(Account.Connection connection);

    /** How accounts of this kind sign in; empty where what an operator fills in is all they need. */
    default Optional<OAuth> oauth() {
        return Optional.empty();
    }

    /** How accounts of this kind get tokens without signing in; empty where they need none. */
    default Optional<Minting> minting() {
        return Optional.empty();
    }
}
