package org.llmrelay.admin;

import org.llmrelay.account.Accounts;
import org.llmrelay.account.Group;
import org.llmrelay.account.Groups;

/** Where calls can go: accounts, and groups of them. */
public record Places(Accounts accounts, Groups groups) {

    /** Whether a key can be bound to an id. */
    boolean has(String id) {
        return accounts.find(id).isPresent()
                || (!id.equals(Group.SHARED) && groups.find(id).isPresent());
    }
}
