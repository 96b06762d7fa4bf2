package org.llmrelay.provider;

import java.util.concurrent.CompletableFuture;
import org.llmrelay.account.Account;

/** How accounts of a kind get short-lived tokens with what an operator has filled in: as often as they are wanted, and without anybody signing in. Thread-safe. */
@FunctionalInterface
public interface Minting {
    /** Asks for a token. Completes normally, on any thread. */
    CompletableFuture<TokenAnswer> mint(Account account, Errand errand);
}
