package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Hold;

/** Which accounts take calls: groups, bindings, limits, quotas, bans and checks. */
@ExtendWith(ArquillianExtension.class)
class SchedulingIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static void call(Key key) {
        RelayClient.send(Ask.message().key(key)).isFine();
    }

    private JsonNode history(Account account) {
        return world.admin()
                .send(Ask.get("/accounts/" + account.id() + "/history"))
                .isFine()
                .json()
                .path("items");
    }

    private JsonNode tested(Account account, String query) {
        return world.admin()
                .send(Ask.post("/accounts/" + account.id() + "/test" + query, ""))
                .isFine()
                .json();
    }

    @Test
    void aDedicatedAccountServesItsKeyAndNobodyElse() {
        Account shared = world.account(50);
        Account own = world.account(1);
        world.admin().change(own, "{\"groups\":[]}");
        Key bound = world.key(",\"accounts\":{\"claude\":\"" + own.id() + "\"}");
        Key other = world.key();

        call(bound);
        call(other);
        call(bound);

        assertThat(world.exchangesOf(own)).hasSize(2);
        assertThat(world.exchangesOf(shared)).hasSize(1);
    }

    @Test
    void aGroupServesItsKeysAndTheSharedAccountsHelpOut() {
        String group = world.admin()
                .send(Ask.post("/groups", "{\"name\":\"group " + System.nanoTime() + "\",\"policy\":\"weighted\"}"))
                .json()
                .path("id")
                .asText();
        Account shared = world.account(1);
        Account member = world.account(50);
        world.admin().change(member, "{\"groups\":[\"" + group + "\"]}");
        Key bound = world.key(",\"accounts\":{\"claude\":\"" + group + "\"},\"fall_back\":[\"claude\"]");
        world.playing(member)
                .next(Behaviours.normal())
                .next(Behaviours.status(429).retryAfter(60));

        call(bound);
        call(bound);

        assertThat(world.exchangesOf(member)).hasSize(2);
        assertThat(world.exchangesOf(shared)).hasSize(1);
    }

    @Test
    void aFullAccountIsPassedOverAndTheCallSaysSo() throws Exception {
        Account first = world.account(1);
        Account second = world.account(2);
        world.admin().change(first, "{\"limits\":{\"concurrency\":1,\"tokens_per_minute\":1000000}}");
        Key slow = world.key();
        Key key = world.key();
        Hold hold = new Hold();
        world.playing(first).next(Behaviours.normal().stallBeforeHead(hold));
        var waiting = RelayClient.begin(Ask.message().key(slow), 1);
        hold.awaitReached(Patience.USUAL);

        call(key);
        hold.release();
        waiting.forEach(reply -> reply.join().isFine());
        JsonNode booked = world.booked(key);
        JsonNode slowBooked = world.booked(slow);
        call(key);

        assertThat(booked.path("account").asText()).isEqualTo(second.id());
        assertThat(booked.path("passed_over").toString())
                .isEqualTo("[{\"account\":\"" + first.id() + "\",\"why\":\"slots\"}]");
        assertThat(slowBooked.path("passed_over")).isEmpty();
        assertThat(world.exchangesOf(first)).hasSize(2);
    }

    @Test
    void anAccountTakesSoManyRequestsAMinute() {
        Account first = world.account(1);
        Account second = world.account(2);
        world.admin().change(first, "{\"limits\":{\"requests_per_minute\":1}}");
        Key key = world.key();
        Patience.until("a minute has enough left", () -> Instant.now().getEpochSecond() % 60 < 50);

        call(key);
        call(key);

        assertThat(world.exchangesOf(first)).hasSize(1);
        assertThat(world.exchangesOf(second)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"tokens_per_minute, tokens", "daily_cost, cost"})
    void anAccountIsLeftWhenItHasUsedWhatItMay(String limit, String why) throws Exception {
        Account first = world.account(1);
        Account second = world.account(2);
        world.admin().change(first, "{\"limits\":{\"" + limit + "\":1}}");
        Key key = world.key();
        Patience.until("a minute has enough left", () -> Instant.now().getEpochSecond() % 60 < 40);

        call(key);
        JsonNode booked = world.booked(key, 1);
        call(key);

        assertThat(booked.at("/0/account").asText()).isEqualTo(first.id());
        assertThat(world.exchangesOf(first)).hasSize(1);
        assertThat(world.exchangesOf(second)).hasSize(1);
        assertThat(world.booked(key, 2).at("/0/passed_over").toString())
                .isEqualTo("[{\"account\":\"" + first.id() + "\",\"why\":\"" + why + "\"}]");
    }

    @Test
    void stopsBeforeTheWallThatTheProviderTellsOf() {
        Account first = world.account(1);
        Account second = world.account(2);
        world.admin().change(first, "{\"stop_at_percent\":80}");
        Key key = world.key();
        Instant reset = Instant.now().plusSeconds(3_600);
        world.playing(first)
                .next(Behaviours.normal()
                        .header("anthropic-ratelimit-unified-5h-utilization", "0.81")
                        .header("anthropic-ratelimit-unified-5h-reset", Long.toString(reset.getEpochSecond())));

        call(key);
        JsonNode state =
                Patience.until("the account is out of quota", () -> world.state(first), now -> now.path("state")
                        .asText()
                        .equals("out_of_quota"));
        call(key);

        assertThat(state.path("quota").path(0).path("percent").asInt()).isEqualTo(81);
        assertThat(world.exchangesOf(first)).hasSize(1);
        assertThat(world.exchangesOf(second)).hasSize(1);
        Patience.until(
                "the step is remembered",
                () -> history(first).path(0).path("reason").asText().equals("quota-5h"));
    }

    @Test
    void anOrganisationThatIsDisabledIsLeftAtOnceAndForGood() {
        Account first = world.account(1);
        Account second = world.account(2);
        Key key = world.key();
        world.playing(first)
                .next(Behaviours.status(400, "invalid_request_error", "This organization has been disabled."));

        call(key);
        JsonNode state = world.state(first);

        assertThat(state.path("state").asText()).isEqualTo("blocked");
        assertThat(state.path("cool_downs").path(0).path("until").isNull()).isTrue();
        assertThat(world.exchangesOf(second)).hasSize(1);
        assertThat(history(first).path(0).path("to").asText()).isEqualTo("blocked");
        assertThat(tested(first, "").path("good").asBoolean()).isTrue();
        assertThat(world.state(first).path("state").asText()).isEqualTo("healthy");
        assertThat(history(first).path(0).path("reason").asText()).isEqualTo("check");
    }

    @Test
    void passesACallersOwnMistakeOn() {
        world.account();
        Key key = world.key();
        world.playing(world.account(1))
                .next(Behaviours.status(400, "invalid_request_error", "max_tokens: Field required")
                        .gzip());

        Reply reply = RelayClient.send(Ask.message().key(key));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void checksAnAccountWithoutAKey() {
        Account account = world.account();

        JsonNode listed = tested(account, "");
        JsonNode asked = tested(account, "?model=claude-sonnet-4-5");
        world.playing(account).next(Behaviours.status(401));
        JsonNode refused = tested(account, "");

        assertThat(listed.path("status").asInt()).isEqualTo(200);
        assertThat(asked.path("good").asBoolean()).isTrue();
        assertThat(refused.path("result").asText()).isEqualTo("upstream-unauthorized");
        assertThat(refused.path("said").asText()).contains("invalid x-api-key");
        assertThat(world.state(account).path("state").asText()).isEqualTo("needs_sign_in");
    }

    @Test
    void explainsWhereAConversationGoesAndBooksWhyItWentThere() {
        Account first = world.account(1);
        Account second = world.account(2);
        Key key = world.key();
        String session = UUID.randomUUID().toString();
        Ask ask = Ask.message().session(session).key(key);
        RelayClient.send(ask).isFine();
        world.admin().change(first, "{\"priority\":3}");
        RelayClient.send(ask).isFine();

        JsonNode going = explained(key, ",\"session\":\"" + session + "\"");
        JsonNode elsewhere = explained(key, ",\"session\":\"another\"");
        JsonNode booked = world.booked(key, 2);

        assertThat(going.path("account").asText()).isEqualTo(first.id());
        assertThat(going.at("/candidates/0/chosen_by").asText()).isEqualTo("conversation");
        assertThat(going.at("/candidates/1/chosen_by").asText()).isEqualTo("detour");
        assertThat(elsewhere.path("account").asText()).isEqualTo(second.id());
        assertThat(elsewhere.at("/candidates/0/chosen_by").asText()).isEqualTo("priority");
        assertThat(booked)
                .extracting(call -> call.at("/attempts/0/account").asText(), call -> call.at("/attempts/0/chosen_by")
                        .asText())
                .containsExactly(tuple(first.id(), "conversation"), tuple(first.id(), "priority"));
    }

    private JsonNode explained(Key key, String more) {
        return world.admin()
                .post(
                        "/scheduling/explain",
                        "{\"key\":\"" + key.id() + "\",\"model\":\"" + Ask.MODEL + "\"" + more + "}");
    }

    @Test
    void explainsTheChoiceForAKey() {
        Account first = world.account(1);
        Account second = world.account(2);
        Key key = world.key();
        world.playing(first).next(Behaviours.status(429).retryAfter(60));
        call(key);

        JsonNode explained = world.admin()
                .send(Ask.post("/scheduling/explain", "{\"key\":\"" + key.id() + "\",\"model\":\"claude-sonnet-4-5\"}"))
                .isFine()
                .json();

        assertThat(explained.path("account").asText()).isEqualTo(second.id());
        assertThat(explained.path("candidates").path(0).path("why").asText()).isEqualTo("limited");
    }
}
