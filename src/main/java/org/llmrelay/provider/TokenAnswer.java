package org.llmrelay.provider;

import org.llmrelay.account.Pass;

/** What an authorization server answers when it is asked for tokens. */
public sealed interface TokenAnswer {

    /** Here they are. */
    record Granted(Pass pass) implements TokenAnswer {}

    /** The operator has not confirmed yet. */
    record Pending() implements TokenAnswer {}

    /**
     * It says no.
     *
     * @param code its word for why, such as {@code invalid_grant}: lower case letters, digits and {@code _ - .}
     * @param isFinal whether asking again with the same grant cannot help
     */
    record Refused(String code, boolean isFinal) implements TokenAnswer {}

    /**
     * It could not be asked, or its answer is none.
     *
     * @param code such as {@code status-503} or {@code upstream-unreachable}
     */
    record Unclear(String code) implements TokenAnswer {}
}
