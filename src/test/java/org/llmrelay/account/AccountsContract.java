package org.llmrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Account.Profile;
import org.llmrelay.secret.Secret;

/** What every store of accounts does. */
public abstract class AccountsContract {
    private static final Instant CREATED = Instant.parse("2026-02-01T08:00:00.123456Z");

    protected abstract Accounts accounts();

    /** The standings that live and die with the accounts. */
    protected abstract Standings standings();

    /** An account with a secret, for tests. */
    protected static Account account(String id, int priority, Instant created) {
        Connection connection = new Connection(
                Map.of("base_url", "https://upstream.example"),
                Map.of("api_key", Secret.of("sk-of-" + id)),
                Map.of("opus", "opus-4"));
        return new Account(id, "anthropic", new Profile("Account " + id, true, priority), connection, created);
    }

    @Test
    void findsAnAccountAsItWasSaved() {
        Account saved = account("a1", 50, CREATED);

        accounts().save(saved);

        assertThat(accounts().find("a1")).contains(saved);
        assertThat(accounts().all()).containsExactly(saved);
    }

    @Test
    void findsNothingThatWasNeverSaved() {
        assertThat(accounts().find("a1")).isEmpty();
        assertThat(accounts().all()).isEmpty();
    }

    @Test
    void replacesAnAccountOfTheSameId() {
        Account changed = account("a1", 7, CREATED);
        accounts().save(account("a1", 50, CREATED));

        accounts().save(changed);

        assertThat(accounts().all()).containsExactly(changed);
    }

    @Test
    void listsByPriorityAndThenByAge() {
        accounts().save(account("young", 50, CREATED.plusSeconds(60)));
        accounts().save(account("old", 50, CREATED));
        accounts().save(account("first", 1, CREATED.plusSeconds(120)));

        assertThat(accounts().all()).extracting(Account::id).containsExactly("first", "old", "young");
    }

    @Test
    void deletesAnAccountOnce() {
        accounts().save(account("a1", 50, CREATED));
        accounts().save(account("a2", 50, CREATED));

        assertThat(accounts().delete("a1")).isTrue();
        assertThat(accounts().delete("a1")).isFalse();
        assertThat(accounts().all()).extracting(Account::id).containsExactly("a2");
    }

    @Test
    void forgetsTheStandingOfADeletedAccountOnly() {
        CoolDown coolDown =
                new CoolDown("opus", CREATED, CREATED.plusSeconds(60), "upstream-overloaded", 1, State.COOLING);
        accounts().save(account("a1", 50, CREATED));
        standings().coolDown("a1", coolDown);
        standings().coolDown("a11", coolDown);

        accounts().delete("a1");

        assertThat(standings().of("a1")).isEqualTo(Standing.GOOD);
        assertThat(standings().of("a11").of("opus")).contains(coolDown);
    }
}
