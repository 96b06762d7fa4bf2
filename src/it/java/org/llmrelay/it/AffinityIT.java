package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Behaviours;

/** Conversations stay with their account. Two accounts that are alike take turns, so staying is never by chance. */
@ExtendWith(ArquillianExtension.class)
class AffinityIT {
    private static final String DEVICE = "5f".repeat(32);

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private final String session = UUID.randomUUID().toString();

    /** The credential of the account that a call went to. */
    private String wentTo(Key key, Ask ask) {
        int before = world.upstream().exchanges().size();
        RelayClient.send(ask.key(key)).isFine();
        return world.upstream().requests().get(before).credential();
    }

    private static Ask withUserId(String userId) {
        return Ask.message().saying(Prompt.of(Ask.MODEL, ",\"metadata\":{\"user_id\":" + userId + "}"));
    }

    private Ask withJsonUserId() {
        return withUserId(
                "\"{\\\"device_id\\\":\\\"%s\\\",\\\"account_uuid\\\":\\\"\\\",\\\"session_id\\\":\\\"%s\\\"}\""
                        .formatted(DEVICE, session));
    }

    private Ask withOldUserId() {
        return withUserId("\"user_%s_account_%s_session_%s\"".formatted(DEVICE, UUID.randomUUID(), session));
    }

    private static Ask withCachedPrefix(String system, String lastWords) {
        return Ask.message().saying("""
                        {"model":"%s","max_tokens":64,"system":[{"type":"text","text":"%s","cache_control":\
                        {"type":"ephemeral"}}],"messages":[{"role":"user","content":"%s"}]}""".formatted(Ask.MODEL, system, lastWords));
    }

    @Test
    void takesTurnsWithoutAConversation() {
        world.account();
        world.account();
        Key key = world.key();

        assertThat(wentTo(key, Ask.message())).isNotEqualTo(wentTo(key, Ask.message()));
    }

    @Test
    void staysBySessionHeader() {
        requireStaying(Ask.message().session(session), Ask.stream().session(session));
    }

    @Test
    void staysByNewUserId() {
        requireStaying(withJsonUserId(), withJsonUserId());
    }

    @Test
    void staysByOldUserId() {
        requireStaying(withOldUserId(), withOldUserId());
    }

    @Test
    void knowsASessionInAllItsForms() {
        requireStaying(withJsonUserId(), Ask.message().session(session));
        requireStaying(withOldUserId(), withJsonUserId());
    }

    @Test
    void staysByCachedPrefix() {
        requireStaying(withCachedPrefix(session, "Hello."), withCachedPrefix(session, "And then?"));
    }

    private void requireStaying(Ask ask, Ask next) {
        world.admin().deleteAllAccounts();
        world.account();
        world.account();
        Key key = world.key();

        String first = wentTo(key, ask);

        assertThat(wentTo(key, next)).isEqualTo(first);
        assertThat(wentTo(key, ask)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a}b{", "a b:c/*?[x]", "'\"\\;--", "%s%n\u00fc"})
    void takesOddSessionIds(String id) {
        requireStaying(Ask.message().session(id + session), Ask.message().session(id + session));
    }

    @Test
    void tellsConversationsApart() {
        world.account();
        world.account();
        Key key = world.key();

        assertThat(wentTo(key, Ask.message().session(session)))
                .isNotEqualTo(wentTo(key, Ask.message().session(session + "x")));
        assertThat(wentTo(key, withCachedPrefix("a" + session, "Hello.")))
                .isNotEqualTo(wentTo(key, withCachedPrefix("b" + session, "Hello.")));
    }

    @Test
    void tellsKeysApart() {
        world.account();
        world.account();
        Key one = world.key();
        Key other = world.key();
        Ask ask = Ask.message().session(session);

        String ofOne = wentTo(one, ask);
        String ofOther = wentTo(other, ask);

        assertThat(ofOther).isNotEqualTo(ofOne);
        assertThat(wentTo(one, ask)).isEqualTo(ofOne);
        assertThat(wentTo(other, ask)).isEqualTo(ofOther);
    }

    @Test
    void tellsModelFamiliesApart() {
        world.account();
        world.account();
        Key key = world.key();
        Ask sonnet = Ask.message().session(session);
        Ask opus = sonnet.saying(Prompt.of("claude-opus-5-5", ""));
        Ask olderSonnet = sonnet.saying(Prompt.of("claude-3-7-sonnet-20250219", ""));

        String ofSonnet = wentTo(key, sonnet);
        String ofOpus = wentTo(key, opus);

        assertThat(ofOpus).isNotEqualTo(ofSonnet);
        assertThat(wentTo(key, olderSonnet)).isEqualTo(ofSonnet);
        assertThat(wentTo(key, opus)).isEqualTo(ofOpus);
    }

    @Test
    void returnsFromADetour() {
        Account first = world.account(1);
        Account second = world.account(2);
        Key key = world.key();
        Ask ask = Ask.message().session(session);
        assertThat(wentTo(key, ask)).isEqualTo(first.credential());

        // Later the other account would come first, but for the conversation.
        world.admin().change(second, "{\"priority\":1}");
        world.admin().change(first, "{\"priority\":2}");
        world.playing(first).next(Behaviours.status(429).retryAfter(600));
        RelayClient.send(ask.key(key)).isFine();
        assertThat(wentTo(key, ask)).isEqualTo(second.credential());

        assertThat(world.admin().reset(first).path("cool_downs")).isEmpty();
        assertThat(wentTo(key, ask)).isEqualTo(first.credential());
    }

    @Test
    void movesOnWhereItsAccountIsNoLongerUsed() {
        Account first = world.account(1);
        Account second = world.account(2);
        Key key = world.key();
        Ask ask = Ask.message().session(session);
        assertThat(wentTo(key, ask)).isEqualTo(first.credential());

        world.admin().change(first, "{\"enabled\":false}");
        assertThat(wentTo(key, ask)).isEqualTo(second.credential());

        world.admin().change(first, "{\"enabled\":true}");
        assertThat(wentTo(key, ask)).isEqualTo(second.credential());
    }
}
