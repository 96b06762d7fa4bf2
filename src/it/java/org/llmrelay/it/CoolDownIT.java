package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Hold;

/** How accounts rest after a fault, and how they come back. */
@ExtendWith(ArquillianExtension.class)
class CoolDownIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private Key key = new Key("", "");
    private Account first = new Account("", "", "");
    private Account second = first;

    /** Two accounts, and the first one fails once. */
    private JsonNode restAfter(Answer fault) {
        key = world.key();
        first = world.account(1);
        second = world.account(2);
        world.playing(first).next(fault);
        call();
        JsonNode coolDowns = world.state(first).path("cool_downs");
        assertThat(coolDowns).hasSize(1);
        return coolDowns.get(0);
    }

    private void call() {
        RelayClient.send(Ask.message().key(key)).isFine();
    }

    private static Instant until(JsonNode rest) {
        return Instant.parse(rest.path("until").asText());
    }

    private static Duration length(JsonNode rest) {
        return Duration.between(Instant.parse(rest.path("since").asText()), until(rest));
    }

    @Test
    void sendsCallsElsewhereWhileAnAccountRests() {
        JsonNode rest = restAfter(Behaviours.status(429));

        call();
        call();

        assertThat(rest.path("resting").asBoolean()).isTrue();
        assertThat(world.exchangesOf(first)).hasSize(1);
        assertThat(world.exchangesOf(second)).hasSize(3);
        assertThat(world.state(first).path("sentence").asText())
                .contains("except for models of sonnet until", "because of upstream-rate-limited");
    }

    @Test
    void restsAsLongAsItIsAskedTo() {
        assertThat(length(restAfter(Behaviours.status(429).retryAfter(77)))).isEqualTo(Duration.ofSeconds(77));
    }

    @Test
    void restsUntilTheDateThatItIsTold() {
        Instant date = Instant.now().plusSeconds(77).truncatedTo(ChronoUnit.SECONDS);

        assertThat(until(restAfter(Behaviours.status(503).retryAfter(date))))
                .isBetween(date.minusSeconds(1), date.plusSeconds(1));
    }

    @Test
    void restsUntilTheLimitIsReset() {
        Instant reset = Instant.now().plusSeconds(77).truncatedTo(ChronoUnit.SECONDS);
        Answer limited = Behaviours.status(429)
                .rateLimitReset("input-tokens", reset)
                .header("anthropic-ratelimit-requests-remaining", "12")
                .header(
                        "anthropic-ratelimit-requests-reset",
                        reset.plusSeconds(500).toString());

        assertThat(until(restAfter(limited))).isBetween(reset.minusSeconds(1), reset.plusSeconds(1));
    }

    @Test
    void comesBackByAProbeAfterItsRest() {
        restAfter(Behaviours.status(429).retryAfter(1));

        Patience.until("the rest is over", () -> !world.state(first)
                .path("cool_downs")
                .path(0)
                .path("resting")
                .asBoolean());
        assertThat(world.exchangesOf(first)).hasSize(1);
        call();

        assertThat(world.exchangesOf(first)).hasSize(2);
        Patience.until(
                "the account has recovered",
                () -> world.state(first).path("cool_downs").isEmpty());
    }

    @Test
    void letsOneCallOnlyProbe() throws Exception {
        restAfter(Behaviours.status(429).retryAfter(1));
        Patience.until("the rest is over", () -> !world.state(first)
                .path("cool_downs")
                .path(0)
                .path("resting")
                .asBoolean());
        Hold hold = new Hold();
        world.playing(first).next(Behaviours.normal().stallBeforeHead(hold));

        List<CompletableFuture<Reply>> replies = RelayClient.begin(Ask.message().key(key), 6);
        hold.awaitReached(Patience.USUAL);
        Patience.until(
                "the other calls are through",
                () -> replies.stream().filter(CompletableFuture::isDone).count() == 5);
        int probes = world.exchangesOf(first).size() - 1;
        hold.release();
        replies.forEach(reply -> reply.join().isFine());

        assertThat(probes).isEqualTo(1);
    }

    @Test
    void restsLongerWhenTheProbeFails() {
        Duration rest = length(restAfter(Behaviours.closeWithoutAnswer()));
        world.playing(first).next(Behaviours.closeWithoutAnswer());

        Patience.until("the rest is over and a probe has failed", () -> {
            call();
            return world.exchangesOf(first).size() == 2;
        });

        JsonNode again = Patience.until(
                "the account rests again",
                () -> world.state(first).path("cool_downs").path(0),
                coolDown -> coolDown.path("streak").asInt() == 2);
        assertThat(length(again)).isEqualTo(rest.multipliedBy(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void needsAttentionWhenItsCredentialIsRefusedUntilSomebodyResetsIt(int status) {
        restAfter(Behaviours.status(status));
        assertThat(world.state(first).path("needs_attention").asBoolean()).isTrue();

        JsonNode reset = world.admin().reset(first);
        call();

        assertThat(reset.path("needs_attention").asBoolean()).isFalse();
        assertThat(reset.path("cool_downs")).isEmpty();
        assertThat(world.exchangesOf(first)).hasSize(2);
    }

    @Test
    void staysWithCallsOfOtherModelsWhenOneIsLimited() {
        restAfter(Behaviours.status(429).retryAfter(77));

        RelayClient.send(Ask.message().saying(Prompt.of("claude-opus-5-5", "")).key(key))
                .isFine();

        assertThat(world.exchangesOf(first)).hasSize(2);
    }
}
