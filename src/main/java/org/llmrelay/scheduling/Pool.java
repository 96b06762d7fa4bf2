package org.llmrelay.scheduling;

import java.util.List;
import org.llmrelay.account.Account;
import org.llmrelay.account.Policy;

/** Accounts among which one is chosen, by a policy. {@code id}: that of their group, or of the one account that a key is bound to. */
record Pool(String id, Policy policy, List<Account> members) {}
