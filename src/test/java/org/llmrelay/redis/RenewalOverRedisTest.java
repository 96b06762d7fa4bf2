package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Account;
import org.llmrelay.account.Passes;
import org.llmrelay.account.Standing;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.fake.FakeAuthorization;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.OAuthSettings;
import org.llmrelay.provider.claude.ClaudeProvider;
import org.llmrelay.renewal.Access;
import org.llmrelay.renewal.OAuthKinds;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.renewal.RenewalNotes;
import org.llmrelay.route.Targets;
import org.llmrelay.secret.Resealing;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import org.llmrelay.upstream.hc5.Hc5Config;
import org.llmrelay.upstream.hc5.Hc5Upstream;

/** Two nodes, one Redis, and an authorization server that keeps to the rules: a refresh token is good once. */
class RenewalOverRedisTest {
    private static final Account ACCOUNT = new Account(
            "a",
            "claude-oauth",
            new Account.Profile("a", true, 50),
            new Account.Connection(Map.of(), Map.of(), Map.of()),
            Instant.EPOCH);

    private static final Secret OLD_MASTER = Secret.of("the old master of 32 characters or more");
    private static final Secret NEW_MASTER = Secret.of("the new master of 32 characters or more");
    private static final Vault OLDER = new Vault(OLD_MASTER);
    private static final Vault NEWER = new Vault(NEW_MASTER);
    private static final Vault NEWER_AND_OLDER = new Vault(NEW_MASTER, List.of(OLD_MASTER));

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final FakeAuthorization server = FakeAuthorization.start();
    private final Hc5Upstream upstream = new Hc5Upstream(
            Hc5Config.forThisMachine(), Targets.allowing("127.0.0.0/8,::1").orElseThrow());
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final RenewalNotes notes = new RenewalNotes();

    @AfterEach
    void stop() {
        executor.shutdown();
        upstream.close();
        server.close();
    }

    private Renewal renewal(RedisStore store) {
        ClaudeProvider claude = new ClaudeProvider(nodes.clock());
        OAuthSettings settings = claude.oauth().orElseThrow().settings();
        Map<String, String> values = new HashMap<>(settings.defaults());
        values.put(OAuthSettings.TOKEN_URL, server.url("/oauth/token"));
        return new Renewal(
                new Renewal.Stores(store.accounts(), store.credentials(), store.standings()),
                new OAuthKinds(List.of(claude), Map.of("CLAUDE", new OAuthClient(settings, "me", null, values))),
                new Renewal.Ways(upstream, executor, nodes.clock(), new Random(7), notes));
    }

    private static String token(CompletableFuture<Access> asked) {
        Access access = asked.orTimeout(20, TimeUnit.SECONDS).join();
        return access instanceof Access.Ready ready
                ? ready.account()
                        .connection()
                        .secret(Account.Connection.ACCESS_TOKEN)
                        .orElseThrow()
                        .reveal()
                : ((Access.Denied) access).fault().code();
    }

    /** Asked on another thread, as calls are. */
    private CompletableFuture<Access> asked(Renewal renewal) {
        return CompletableFuture.completedFuture(ACCOUNT).thenComposeAsync(renewal::fresh, executor);
    }

    private void signedIn(RedisStore store, String refreshToken) {
        Instant now = nodes.clock().instant();
        store.credentials().save("a", Passes.credential(Passes.pass("old", refreshToken, now), now));
    }

    @Test
    void fiftyCallsOnTwoNodesCauseOneRequest() {
        RedisStore one = nodes.node();
        RedisStore two = nodes.node();
        signedIn(one, server.refreshToken());
        Renewal first = renewal(one);
        Renewal second = renewal(two);

        List<CompletableFuture<Access>> calls = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            calls.add(asked(first));
            calls.add(asked(second));
        }

        assertThat(calls.stream().map(RenewalOverRedisTest::token).distinct())
                .singleElement()
                .asString()
                .startsWith("access-");
        assertThat(server.requests()).hasSize(1);
        assertThat(notes.all()).containsExactly("a renewed 2");
    }

    @Test
    void losesNothingToANodeThatDiesWithAClaim() {
        RedisStore dying = nodes.node();
        signedIn(dying, server.refreshToken());
        dying.credentials().claim("a", 1, Duration.ofMinutes(1), false);
        RedisStore living = nodes.node();
        CompletableFuture<Access> waiting = renewal(living).fresh(ACCOUNT);

        nodes.clock().advance(Duration.ofSeconds(61));

        assertThat(token(renewal(living).fresh(ACCOUNT))).startsWith("access-");
        assertThat(token(waiting)).isNotEqualTo("old");
    }

    @Test
    void allNodesLeaveAnAccountWhoseGrantIsGone() {
        RedisStore one = nodes.node();
        RedisStore two = nodes.node();
        String refresh = server.refreshToken();
        server.revoke(refresh);
        signedIn(one, refresh);

        assertThat(token(renewal(one).fresh(ACCOUNT))).isEqualTo("upstream-unauthorized");

        Await.until(() -> two.standings()
                .of("a")
                .restingFor("any", nodes.clock().instant())
                .isPresent());
        assertThat(token(renewal(two).fresh(ACCOUNT))).isEqualTo("upstream-unauthorized");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aNodeWithAnotherKeyHoldsNothingAgainstAnAccount() {
        RedisStore one = nodes.node();
        signedIn(one, server.refreshToken());
        RedisStore stranger = nodes.deafNode(NEWER);
        Renewal strange = renewal(stranger);
        stranger.accounts().save(ACCOUNT);

        Access denied = strange.fresh(ACCOUNT).join();
        strange.renewDue();

        assertThat(denied)
                .isEqualTo(new Access.Denied(
                        new UpstreamFault(FailureKind.UPSTREAM_UNREACHABLE, UpstreamFault.Reach.REQUEST, 0, null)));
        assertThat(stranger.standings().of("a")).isEqualTo(Standing.GOOD);
        assertThat(one.standings().history("a")).isEmpty();
        assertThat(nodes.events().unreadable()).containsExactly("a");
        assertThat(token(renewal(one).fresh(ACCOUNT))).startsWith("access-");
    }

    @Test
    void aNodeThatStillHasTheOldKeyWaitsForTheNewOne() {
        RedisStore before = nodes.deafNode(OLDER);
        signedIn(before, server.refreshToken());
        RedisStore after = nodes.deafNode(NEWER_AND_OLDER);

        assertThat(token(renewal(after).fresh(ACCOUNT))).startsWith("access-");
        assertThat(token(renewal(before).fresh(ACCOUNT))).isEqualTo("upstream-unreachable");

        assertThat(before.standings().of("a")).isEqualTo(Standing.GOOD);
        assertThat(server.requests()).hasSize(1);
        assertThat(token(renewal(after).fresh(ACCOUNT))).startsWith("access-");
    }

    @Test
    void renewsWhatWasSealedAnewWithAKeyThatIsNotHereYet() {
        RedisStore before = nodes.deafNode(OLDER);
        signedIn(before, server.refreshToken());
        RedisStore after = nodes.deafNode(NEWER_AND_OLDER);
        assertThat(new Resealing(NEWER_AND_OLDER, after.sealedRecords()).reseal())
                .isEqualTo(1);

        String renewed = token(renewal(before).fresh(ACCOUNT));

        assertThat(renewed).startsWith("access-");
        assertThat(token(renewal(after).fresh(ACCOUNT))).isEqualTo(renewed);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void signsInAnewWhenTheAnswerToARenewalWasLost() {
        RedisStore one = nodes.node();
        signedIn(one, server.refreshToken());
        server.next(server.forgettingToAnswer());
        assertThat(token(renewal(one).fresh(ACCOUNT))).isEqualTo("upstream-unreachable");
        nodes.clock().advance(Duration.ofSeconds(10));

        assertThat(token(renewal(one).fresh(ACCOUNT))).isEqualTo("upstream-unauthorized");

        assertThat(notes.all()).hasSize(2).last().asString().isEqualTo("a needs sign-in invalid_grant");
    }
}
