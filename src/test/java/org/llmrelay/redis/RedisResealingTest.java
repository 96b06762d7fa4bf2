package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Passes;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Proxy;
import org.llmrelay.secret.Resealing;
import org.llmrelay.secret.Resealing.Progress;
import org.llmrelay.secret.SealedRecord;
import org.llmrelay.secret.SealedRecords;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

class RedisResealingTest {
    private static final Secret OLD = Secret.of("the old master of 32 characters or more");
    private static final Secret NEW = Secret.of("the new master of 32 characters or more");

    private static final NamedProxy PROXY = new NamedProxy(
            "p1",
            "Proxy",
            new Proxy(Proxy.Kind.HTTP, "proxy.example", 8080, new Proxy.Login("me", Secret.of("hunter2"))),
            Instant.EPOCH);

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final Vault newVault = new Vault(NEW, List.of(OLD));
    private final RedisStore before = nodes.deafNode(new Vault(OLD));
    private final RedisStore after = nodes.deafNode(newVault);
    private final Resealing resealing = new Resealing(newVault, after.sealedRecords());

    private static Account account(String id) {
        return new Account(
                id,
                "anthropic",
                new Account.Profile("Account " + id, true, 50),
                new Account.Connection(
                        Map.of(), Map.of("api_key", Secret.of("sk-" + id), "spare", Secret.of("sk-2")), Map.of()),
                Instant.EPOCH);
    }

    @Test
    void sealsAnewWhatTheFormerKeySealed() {
        before.accounts().save(account("a1"));
        before.accounts().save(account("a2"));
        before.proxies().save(PROXY);
        before.foreignHashing().add(Secret.of("of another relay"));
        Instant now = nodes.clock().instant();
        Credential credential =
                before.credentials().save("a1", Passes.credential(Passes.pass("access", "refresh", now), now));
        assertThat(after.accounts().all()).containsExactly(account("a1"), account("a2"));
        after.accounts().save(account("a3"));
        assertThat(resealing.progress())
                .containsExactly(
                        new Progress("accounts", 1, 2, List.of()),
                        new Progress("proxies", 0, 1, List.of()),
                        new Progress("foreign hashing", 0, 1, List.of()),
                        new Progress("credentials", 0, 1, List.of()));

        assertThat(resealing.reseal()).isEqualTo(5);

        assertThat(resealing.progress())
                .containsExactly(
                        new Progress("accounts", 3, 0, List.of()),
                        new Progress("proxies", 1, 0, List.of()),
                        new Progress("foreign hashing", 1, 0, List.of()),
                        new Progress("credentials", 1, 0, List.of()));
        RedisStore withoutTheOld = nodes.deafNode(new Vault(NEW));
        assertThat(withoutTheOld.accounts().all()).containsExactly(account("a1"), account("a2"), account("a3"));
        assertThat(withoutTheOld.proxies().all()).containsExactly(PROXY);
        assertThat(withoutTheOld.credentials().of("a1")).contains(credential);
        assertThat(resealing.reseal()).isZero();
    }

    @Test
    void namesWhatNoKeyOpensAndLeavesItAsItIs() {
        nodes.deafNode(new Vault(Secret.of("a lost master of 32 characters or more")))
                .accounts()
                .save(account("lost"));
        SealedRecords accounts = after.sealedRecords().get(0);
        String stored = accounts.all().get(0).text();

        assertThat(resealing.reseal()).isZero();

        Progress progress = resealing.progress().get(0);
        assertThat(progress.unreadable()).singleElement().satisfies(lost -> {
            assertThat(lost.id()).isEqualTo("lost");
            assertThat(lost.why()).contains("is not in the key ring");
        });
        assertThat(progress.current() + progress.former()).isZero();
        assertThat(accounts.all().get(0).text()).isEqualTo(stored);
    }

    @Test
    void doesNotOverwriteAnEditThatCameBetween() {
        before.accounts().save(account("a1"));
        SealedRecords accounts = after.sealedRecords().get(0);
        SealedRecord read = accounts.all().get(0);
        before.accounts().save(account("a1"));

        assertThat(accounts.replace(read, "stale")).isFalse();
        assertThat(accounts.replace(accounts.all().get(0), read.text())).isTrue();
    }
}
