package org.llmrelay.renewal;

import org.llmrelay.account.Account;
import org.llmrelay.failure.UpstreamFault;

/** Whether an account can be called now. */
public sealed interface Access {

    /**
     * It can.
     *
     * @param account with its access token among its secrets, where it has signed in
     * @param version of the credential that the token is from, or 0 where there is none
     */
    record Ready(Account account, long version) implements Access {

        /** Whether a token that is refused might be renewed. */
        public boolean isSignedIn() {
            return version > 0;
        }
    }

    /** It cannot: its token is over, and there is no other. */
    record Denied(UpstreamFault fault) implements Access {

        /** What is wrong with an account whose token was refused like this: that says more than that there is no other, and less than why none can be got now. */
        public UpstreamFault because(UpstreamFault refusal) {
            return fault.kind() == refusal.kind() ? refusal : fault;
        }
    }
}
