package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Behaviour;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Blackhole;
import org.llmrelay.fake.Exchange;
import org.llmrelay.fake.FakeUpstream;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;

/** Faults before the commit point: another account answers, and the caller does not notice. */
@ExtendWith(ArquillianExtension.class)
class FailoverIT {
    private static final MessageScript GREETING = MessageScript.greeting().withModel(Ask.MODEL);

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    static Stream<Named<Behaviour>> faults() {
        Stream<Named<Behaviour>> statuses =
                Stream.of(429, 500, 502, 503, 504, 401, 403).map(s -> Named.of("status " + s, Behaviours.status(s)));
        return Stream.concat(
                statuses,
                Stream.of(
                        Named.of("closed without an answer", Behaviours.closeWithoutAnswer()),
                        Named.of("reset without an answer", Behaviours.resetWithoutAnswer()),
                        Named.of("cut within the head", Behaviours.normal().cutAfterHeadBytes(30)),
                        Named.of("cut after the head", Behaviours.normal().cutAfterBytes(0)),
                        Named.of("reset after the head", Behaviours.normal().resetAfterHead()),
                        Named.of("not HTTP", Behaviours.raw("SSH-2.0-OpenSSH_9.2\r\n")),
                        Named.of("stall before the head", Behaviours.normal().stallBeforeHead(new Hold()))));
    }

    static Stream<Named<Behaviour>> faultsOfStreams() {
        Stream<Named<Behaviour>> events = Stream.of("api_error", "rate_limit_error", "timeout_error", "future_error")
                .map(type -> Named.of(type + " as first event", Behaviours.errorEvent(type)));
        return Stream.of(
                        faults(),
                        events,
                        Stream.<Named<Behaviour>>of(
                                Named.of("credential refused", Behaviours.errorEvent("authentication_error")),
                                Named.of("right refused", Behaviours.errorEvent("permission_error")),
                                Named.of("a stream without events", Behaviours.emptyStream()),
                                Named.of(
                                        "cut within the first event",
                                        Behaviours.normal().cutAfterBytes(40)),
                                Named.of(
                                        "silence after the head",
                                        Behaviours.normal().stallAfterHead(new Hold()))))
                .flatMap(all -> all);
    }

    static Stream<Named<Behaviour>> faultsOfDocuments() {
        return Stream.concat(
                faults(),
                Stream.of(
                        Named.of("cut within the document", Behaviours.normal().cutAfterBytes(100)),
                        Named.of("an empty answer", Behaviours.body(200, "application/json", new byte[0]))));
    }

    @ParameterizedTest
    @MethodSource("faultsOfStreams")
    void streamsFromAnotherAccount(Behaviour fault) throws Exception {
        Reply reply = answerDespite(fault, Ask.stream());

        assertThat(reply.body()).isEqualTo(Events.bytes(GREETING));
    }

    @ParameterizedTest
    @MethodSource("faultsOfDocuments")
    void answersFromAnotherAccount(Behaviour fault) throws Exception {
        Reply reply = answerDespite(fault, Ask.message());

        assertThat(reply.body()).isEqualTo(GREETING.json());
    }

    private Reply answerDespite(Behaviour fault, Ask ask) {
        Account first = world.account(1);
        Account second = world.account(2);
        world.playing(first).always(fault);
        Key key = world.key();

        Reply reply = RelayClient.send(ask.key(key)).isFine();

        assertThat(world.exchangesOf(first)).hasSize(1);
        Exchange answered = world.exchangesOf(second).get(0);
        assertThat(reply.header("request-id")).isEqualTo(answered.requestId());
        assertThat(answered.request().body()).isEqualTo(ask.body().array());
        assertThat(accountsAsked(world.booked(key))).containsExactly(first.id(), second.id());
        assertThat(world.state(first).path("cool_downs")).hasSize(1);
        assertThat(world.state(second).path("cool_downs")).isEmpty();
        return reply;
    }

    private static List<String> accountsAsked(JsonNode call) {
        List<String> accounts = new ArrayList<>();
        call.path("attempts")
                .forEach(tried -> accounts.add(tried.path("account").asText()));
        assertThat(call.path("account").asText()).isEqualTo(accounts.get(accounts.size() - 1));
        return accounts;
    }

    @Test
    void asksAnotherAccountWhereTheFirstOnesUpstreamRefusesConnections() {
        Account first = world.account(1, FakeUpstream.refusing());
        Account second = world.account(2);
        Key key = world.key();

        RelayClient.send(Ask.stream().key(key)).isFine();

        assertThat(accountsAsked(world.booked(key))).containsExactly(first.id(), second.id());
    }

    @Test
    void asksAnotherAccountWhereTheFirstOnesUpstreamCannotBeReached() {
        try (Blackhole nowhere = Blackhole.start()) {
            Account first = world.account(1, nowhere.baseUrl());
            Account second = world.account(2);
            Key key = world.key();

            RelayClient.send(Ask.stream().key(key)).isFine();

            assertThat(accountsAsked(world.booked(key))).containsExactly(first.id(), second.id());
        }
    }

    static Stream<Named<Behaviour>> overloads() {
        return Stream.of(
                Named.of("status 529", Behaviours.status(529)),
                Named.of("first event", Behaviours.errorEvent("overloaded_error")));
    }

    @ParameterizedTest
    @MethodSource("overloads")
    void asksAnOverloadedAccountOnceMore(Behaviour overload) {
        Account first = world.account(1);
        world.account(2);
        world.playing(first).next(overload);
        Key key = world.key();

        RelayClient.send(Ask.stream().key(key)).isFine();

        assertThat(accountsAsked(world.booked(key))).containsExactly(first.id(), first.id());
        assertThat(world.state(first).path("cool_downs")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overloads")
    void asksAnotherAccountWhereTheFirstOneStaysOverloaded(Behaviour overload) {
        Account first = world.account(1);
        Account second = world.account(2);
        world.playing(first).always(overload);
        Key key = world.key();

        RelayClient.send(Ask.stream().key(key)).isFine();

        assertThat(accountsAsked(world.booked(key))).containsExactly(first.id(), first.id(), second.id());
        assertThat(world.state(first).path("cool_downs")).hasSize(1);
    }

    @Test
    void passesOnAStreamWhoseFirstEventBlamesTheRequest() {
        Account first = world.account(1);
        world.account(2);
        world.playing(first).next(Behaviours.errorEvent("invalid_request_error"));

        Reply reply = RelayClient.send(Ask.stream().key(world.key())).isFine();

        assertThat(Events.in(reply.body())).singleElement().asString().contains("invalid_request_error");
        assertThat(world.upstream().exchanges()).hasSize(1);
        assertThat(world.state(first).path("cool_downs")).isEmpty();
    }

    @Test
    void givesUpAfterThreeAttempts() {
        for (int priority = 1; priority <= 5; priority++) {
            world.account(priority);
        }
        world.upstream().always(Behaviours.status(503));
        Key key = world.key();

        RelayClient.send(Ask.message().key(key)).isNativeError(500, "api_error");

        assertThat(world.upstream().exchanges()).hasSize(3);
        JsonNode call = world.booked(key);
        assertThat(call.path("ending").asText()).isEqualTo("failed");
        assertThat(call.path("status").asInt()).isEqualTo(500);
        assertThat(accountsAsked(call)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void tellsWhenToComeBackWhereEveryAccountIsLimited() {
        Account first = world.account(1);
        Account second = world.account(2);
        world.playing(first).always(Behaviours.status(429).retryAfter(50));
        world.playing(second).always(Behaviours.status(429).retryAfter(20));
        Key key = world.key();

        Reply limited = RelayClient.send(Ask.stream().key(key)).isNativeError(429, "rate_limit_error");
        Reply resting = RelayClient.send(Ask.stream().key(key)).isNativeError(529, "overloaded_error");

        assertThat(Integer.parseInt(limited.header("retry-after"))).isBetween(15, 20);
        assertThat(Integer.parseInt(resting.header("retry-after"))).isBetween(10, 20);
        assertThat(world.upstream().exchanges()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void neverBlamesTheCallersKeyForTheAccounts(int status) {
        world.account();
        world.upstream().always(Behaviours.status(status));

        RelayClient.send(Ask.message().key(world.key())).isNativeError(503, "api_error");
    }

    @Test
    void saysSoWhereThereIsNoAccount() {
        Key key = world.key();

        RelayClient.send(Ask.message().key(key)).isNativeError(503, "api_error");
        world.admin().change(world.account(), "{\"enabled\":false}");
        RelayClient.send(Ask.message().key(key)).isNativeError(503, "api_error");

        assertThat(world.upstream().exchanges()).isEmpty();
    }
}
