package org.llmrelay.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Group;
import org.llmrelay.account.Groups;
import org.llmrelay.account.Policy;

/** Says which accounts are there for whom. Thread-safe. */
final class Pools {
    private final Accounts accounts;
    private final Groups groups;

    Pools(Accounts accounts, Groups groups) {
        this.accounts = accounts;
        this.groups = groups;
    }

    /** The pools that serve a call, first the key's own; members are of the kinds that can serve it, by priority and age. */
    List<Pool> of(Wish wish) {
        String home = wish.seeker().home();
        if (home == null || home.equals(Group.SHARED)) {
            return List.of(shared(wish));
        }
        List<Pool> pools = new ArrayList<>(2);
        home(home, wish).ifPresent(pools::add);
        if (wish.seeker().fallsBack()) {
            pools.add(shared(wish));
        }
        return pools;
    }

    private Optional<Pool> home(String home, Wish wish) {
        Optional<Account> only = accounts.find(home);
        if (only.isPresent()) {
            List<Account> members = only.stream()
                    .filter(account -> wish.need().kinds().contains(account.kind()))
                    .toList();
            return Optional.of(new Pool(home, Policy.PRIORITY, members));
        }
        return groups.find(home).map(group -> members(group, wish));
    }

    private Pool shared(Wish wish) {
        return members(groups.find(Group.SHARED).orElse(Group.USUAL), wish);
    }

    private Pool members(Group group, Wish wish) {
        List<Account> members = new ArrayList<>();
        for (Account account : accounts.all()) {
            if (account.duty().groups().contains(group.id())
                    && wish.need().kinds().contains(account.kind())) {
                members.add(account);
            }
        }
        return new Pool(group.id(), group.policy(), members);
    }
}
