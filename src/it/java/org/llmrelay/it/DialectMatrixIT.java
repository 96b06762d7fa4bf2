package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.ReceivedRequest;
import org.llmrelay.it.DialectRow.Failing;

/** What holds in every dialect: one row for each dialect, one test for each behaviour. */
@ExtendWith(ArquillianExtension.class)
class DialectMatrixIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    static Stream<DialectRow> rows() {
        return DialectRows.all();
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void streamsByteForByteAndBooksWhatWasUsed(DialectRow row) {
        Account account = world.account(1, row.kind());
        world.upstream().next(row.answer().piecesOf(7));
        Key key = world.key();

        Reply reply = RelayClient.send(row.ask(key, true)).isFine();

        assertThat(row.settled(reply.text())).isEqualTo(new String(joined(row.pieces()), UTF_8));
        requireBooked(row, key, account);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersByteForByteAndBooksWhatWasUsed(DialectRow row) {
        Account account = world.account(1, row.kind());
        world.upstream().next(row.answer());
        Key key = world.key();

        Reply reply = RelayClient.send(row.ask(key, false)).isFine();

        assertThat(row.settled(reply.text())).isEqualTo(new String(row.document(), UTF_8));
        requireBooked(row, key, account);
    }

    private void requireBooked(DialectRow row, Key key, Account account) {
        JsonNode call = world.booked(key);
        assertThat(call.path("ending").asText()).isEqualTo("completed");
        assertThat(call.path("dialect").asText()).isEqualTo(row.dialect());
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        JsonNode usage = call.path("usage");
        assertThat(List.of(
                        usage.path("input_tokens").asLong(),
                        usage.path("cache_read_tokens").asLong(),
                        usage.path("output_tokens").asLong()))
                .isEqualTo(row.tokens());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sendsTheAccountsCredentialAndNotTheCallersKey(DialectRow row) throws Exception {
        Account account = world.account(1, row.kind());
        Key key = world.key();

        RelayClient.send(row.ask(key, false)).isFine();

        ReceivedRequest received = world.upstream().takeRequest(Patience.USUAL);
        assertThat(received.credential()).isEqualTo(account.credential());
        assertThat(received.target() + received.headers()).doesNotContain(key.text());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refusesAnUnknownKey(DialectRow row) {
        world.account(1, row.kind());

        Reply reply = RelayClient.send(row.ask(new Key("none", "cr_wrong"), true));

        row.requireError(reply, Failing.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void keepsAKeyFromAServiceThatItLacks(DialectRow row) {
        world.account(1, row.kind());
        Key key = world.key(",\"rights\":{\"services\":[\"droid\"]}");

        row.requireError(RelayClient.send(row.ask(key, true)), Failing.LACKS_SERVICE);
        world.admin().change(key, "{\"rights\":{\"services\":[\"" + row.service() + "\"]}}");
        RelayClient.send(row.ask(key, true)).isFine();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void keepsAKeyFromAModelThatIsBlocked(DialectRow row) {
        world.account(1, row.kind());
        Key key = world.key(",\"rights\":{\"models\":{\"blocked\":[\"*\"]}}");

        row.requireError(RelayClient.send(row.ask(key, false)), Failing.LACKS_MODEL);
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void tellsWhatIsLeftOfALimitAndWhenItIsReached(DialectRow row) {
        world.account(1, row.kind());
        Key key = world.key(",\"limits\":{\"rules\":[{\"unit\":\"requests\",\"period\":"
                + "{\"kind\":\"sliding\",\"minutes\":60},\"most\":1}]}");

        Reply first = RelayClient.send(row.ask(key, false)).isFine();
        Reply second = RelayClient.send(row.ask(key, false));

        if (!row.requestsLeftHeader().isEmpty()) {
            assertThat(first.header(row.requestsLeftHeader())).isEqualTo("0");
        }
        row.requireError(second, Failing.TOO_MANY_REQUESTS);
        assertThat(Integer.parseInt(second.header("retry-after"))).isPositive();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysSoWhereThereIsNoAccount(DialectRow row) {
        row.requireError(RelayClient.send(row.ask(world.key(), true)), Failing.NO_ACCOUNT);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersFromAnotherAccountAfterAnError(DialectRow row) {
        Account first = world.account(1, row.kind());
        Account second = world.account(2, row.kind());
        world.playing(first).always(Behaviours.status(500));
        Key key = world.key();

        RelayClient.send(row.ask(key, false)).isFine();

        assertThat(world.exchangesOf(first)).hasSize(1);
        assertThat(world.booked(key).path("account").asText()).isEqualTo(second.id());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void streamsFromAnotherAccountAfterAStreamThatBeginsWithAFault(DialectRow row) {
        Account first = world.account(1, row.kind());
        Account second = world.account(2, row.kind());
        world.playing(first).always(row.failingStream());
        world.playing(second).always(row.answer());
        Key key = world.key();

        Reply reply = RelayClient.send(row.ask(key, true)).isFine();

        assertThat(row.settled(reply.text())).isEqualTo(new String(joined(row.pieces()), UTF_8));
        assertThat(world.exchangesOf(first)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void passesOnTheUpstreamsRefusalOfTheRequest(DialectRow row) throws Exception {
        world.account(1, row.kind());
        world.account(2, row.kind());
        world.upstream().always(row.refusal());
        Key key = world.key();

        Reply reply = RelayClient.send(row.ask(key, true));

        assertThat(reply.status()).isEqualTo(400);
        row.requireRefusal(reply, world.upstream().takeExchange(Patience.USUAL).bodySent());
        assertThat(world.upstream().exchanges()).hasSize(1);
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("rejected");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void endsABrokenStreamInTheDialectsOwnWay(DialectRow row) {
        world.account(1, row.kind());
        List<byte[]> certain = row.pieces().subList(0, row.certain());
        world.upstream().next(row.answer().cutAfterEvents(row.certainOfUpstream()));
        Key key = world.key();

        String text = row.settled(RelayClient.send(row.ask(key, true)).isFine().text());

        String came = new String(joined(certain), UTF_8);
        assertThat(text).startsWith(came);
        row.requireBrokenEnd(text.substring(came.length()));
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void keepsAConversationWithItsAccount(DialectRow row) {
        for (int i = 0; i < 3; i++) {
            world.account(50, row.kind());
        }
        Key key = world.key();
        String session = UUID.randomUUID().toString();

        for (int i = 0; i < 4; i++) {
            RelayClient.send(row.inSession(row.ask(key, i % 2 == 0), session)).isFine();
        }

        Set<String> credentials = world.upstream().requests().stream()
                .map(ReceivedRequest::credential)
                .collect(Collectors.toSet());
        assertThat(credentials).hasSize(1);
    }
}
