package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MisbehaviourTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final List<byte[]> EVENTS =
            List.of(bytes("data: a\n\n"), bytes("data: ü\n\n"), bytes("data: c\n\n"));

    private final FakeUpstream upstream = FakeUpstream.start();
    private RawCaller caller;

    @BeforeEach
    void connect() throws IOException {
        caller = new RawCaller(upstream.baseUrl());
    }

    @AfterEach
    void close() throws IOException {
        caller.close();
        upstream.close();
    }

    @Test
    void sendsEachEventAsOneChunk() throws IOException {
        upstream.next(Behaviours.events(EVENTS));

        caller.askForStream().readHead();

        assertThat(caller.readChunks()).isEqualTo("|data: a\n\n|data: Ã¼\n\n|data: c\n\n|");
    }

    @Test
    void putsChunkBordersWhereItIsTold() throws IOException {
        upstream.next(Behaviours.events(EVENTS).piecesAt(8, 16));

        caller.askForStream().readHead();

        assertThat(caller.readChunks()).isEqualTo("|data: a\n|\ndata: Ã|¼\n\ndata: c\n\n|");
    }

    @Test
    void sendsOneByteAtATime() throws IOException {
        upstream.next(Behaviours.events(EVENTS.subList(1, 2)).oneByteAtATime());

        caller.askForStream().readHead();

        assertThat(caller.readChunks()).isEqualTo("|d|a|t|a|:| |Ã|¼|\n|\n|");
    }

    @Test
    void beginsAStreamWithAnError() throws IOException {
        upstream.next(Behaviours.errorEvent("overloaded_error"));

        assertThat(caller.askForStream().readHead()).startsWith("HTTP/1.1 200 OK");
        assertThat(caller.readBody()).asString().startsWith("event: error\ndata: {\"type\":\"error\"");
    }

    @Test
    void breaksAStreamOffWithAnError() throws IOException {
        upstream.next(Behaviours.events(EVENTS).errorAfterEvents(1, "api_error"));

        caller.askForStream().readHead();

        assertThat(caller.readChunks()).startsWith("|data: a\n\n|event: error").doesNotContain("data: c");
    }

    @Test
    void endsAStreamProperlyBeforeItsLastEvent() throws IOException {
        upstream.next(Behaviours.events(EVENTS).endAfterEvents(2));

        caller.askForStream().readHead();

        assertThat(caller.readChunks()).isEqualTo("|data: a\n\n|data: Ã¼\n\n|");
    }

    @Test
    void streamsNothingAtAll() throws IOException {
        upstream.next(Behaviours.emptyStream());

        assertThat(caller.askForStream().readHead()).contains("text/event-stream");
        assertThat(caller.readChunks()).isEqualTo("|");
    }

    @Test
    void cutsBetweenEvents() throws Exception {
        upstream.next(Behaviours.events(EVENTS).cutAfterEvents(1));

        caller.askForStream().readHead();

        assertThat(caller.readToEnd()).asString().isEqualTo("9\r\ndata: a\n\n\r\n");
        assertThat(end()).isEqualTo(Fate.CUT);
    }

    @Test
    void cutsInTheMiddleOfAnEvent() throws Exception {
        upstream.next(Behaviours.events(EVENTS).cutAfterBytes(13));

        caller.askForStream().readHead();

        assertThat(caller.readToEnd()).asString().isEqualTo("9\r\ndata: a\n\n\r\na\r\ndata");
        assertThat(end()).isEqualTo(Fate.CUT);
    }

    @Test
    void cutsAJsonBodyShort() throws IOException {
        upstream.next(
                Behaviours.body(200, "application/json", bytes("{\"a\":1}")).cutAfterBytes(3));

        assertThat(caller.ask("{}").readHead()).contains("content-length: 7\r\n");
        assertThat(caller.readToEnd()).asString().isEqualTo("{\"a");
    }

    @Test
    void cutsInTheMiddleOfTheHead() throws IOException {
        upstream.next(Behaviours.normal().cutAfterHeadBytes(17));

        assertThat(caller.ask("{}").readToEnd()).asString().isEqualTo("HTTP/1.1 200 OK\r\n");
    }

    @Test
    void closesWithoutAnAnswer() throws IOException {
        upstream.next(Behaviours.closeWithoutAnswer());

        assertThat(caller.ask("{}").readToEnd()).isEmpty();
    }

    @Test
    void resetsBeforeTheHead() throws Exception {
        upstream.next(Behaviours.resetWithoutAnswer());

        assertThatThrownBy(() -> caller.ask("{}").readToEnd())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(end()).isEqualTo(Fate.RESET);
    }

    @Test
    void resetsAfterTheHead() throws Exception {
        Hold read = new Hold();
        upstream.next(Behaviours.events(EVENTS).stallAfterHead(read).resetAfterHead());

        assertThat(caller.askForStream().readHead()).startsWith("HTTP/1.1 200");
        read.release();
        assertThatThrownBy(() -> caller.readToEnd()).hasMessageContaining("reset");
        assertThat(end()).isEqualTo(Fate.RESET);
    }

    @Test
    void resetsInTheMiddleOfAnEvent() throws Exception {
        Hold read = new Hold();
        upstream.next(Behaviours.events(EVENTS).stallAfterBytes(12, read).resetAfterBytes(12));

        caller.askForStream().readHead();
        assertThat(caller.readUntil("\na\r\ndat")).endsWith("dat");
        read.release();
        assertThatThrownBy(() -> caller.readToEnd()).hasMessageContaining("reset");
    }

    @Test
    void stallsBeforeTheHeadUntilReleased() throws Exception {
        Hold hold = new Hold();
        upstream.next(Behaviours.events(EVENTS).stallBeforeHead(hold));

        caller.askForStream();
        hold.awaitReached(SOON);
        long before = upstream.takeExchange(SOON).bytesWritten();
        hold.release();

        assertThat(before).isZero();
        assertThat(caller.readHead()).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void stallsInTheMiddleOfACharacterUntilReleased() throws Exception {
        Hold hold = new Hold();
        upstream.next(Behaviours.events(EVENTS).stallAfterBytes(16, hold));

        caller.askForStream().readHead();
        String before = caller.readUntil("Ã");
        hold.awaitReached(SOON);
        hold.release();

        assertThat(before).isEqualTo("9\r\ndata: a\n\n\r\na\r\ndata: Ã");
        assertThat(caller.readUntil("0\r\n\r\n")).startsWith("¼\n\n\r\n9\r\ndata: c");
    }

    @Test
    void noticesWithin100MillisecondsThatTheCallerWent() throws Exception {
        Hold hold = new Hold();
        upstream.next(Behaviours.events(EVENTS).stallAfterEvents(1, hold));
        caller.askForStream().readUntil("data: a\n\n");
        Exchange exchange = upstream.takeExchange(SOON);

        long closing = System.nanoTime();
        caller.close();

        assertThat(exchange.awaitCallerClosed(SOON) - closing).isLessThan(100_000_000);
        assertThat(exchange.awaitEnd(SOON)).isEqualTo(Fate.CALLER_CLOSED);
    }

    @Test
    void sendsInformationalAnswersFirst() throws IOException {
        upstream.next(Behaviours.normal().informational(103));

        assertThat(caller.ask("{}").readHead()).startsWith("HTTP/1.1 103 Early Hints");
        assertThat(caller.readHead()).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void sendsHeadsThatAreTooBigOrWrong() throws IOException {
        upstream.next(Behaviours.stream(MessageScript.greeting())
                .contentType("text/html")
                .hugeHeader(50_000));

        assertThat(caller.ask("{}").readHead())
                .contains("content-type: text/html\r\n")
                .doesNotContain("text/event-stream")
                .hasSizeGreaterThan(50_000);
    }

    @Test
    void sendsWhatIsNoHttp() throws IOException {
        upstream.next(Behaviours.raw("SSH-2.0-x\r\n"));

        assertThat(caller.ask("{}").readToEnd()).asString().isEqualTo("SSH-2.0-x\r\n");
    }

    @Test
    void endsABodyWithTheConnection() throws Exception {
        upstream.next(Behaviours.events(EVENTS).endingWithTheConnection());

        assertThat(caller.askForStream().readHead()).doesNotContain("chunked");
        assertThat(caller.readToEnd()).isEqualTo(Chunking.join(EVENTS));
        assertThat(end()).isEqualTo(Fate.COMPLETED);
    }

    @Test
    void leavesTimeBetweenEvents() throws IOException {
        upstream.next(Behaviours.ticking(4, Duration.ofMillis(5)));

        long start = System.nanoTime();
        caller.askForStream().readHead();
        String chunks = caller.readChunks();

        // message_start, block start, ping, four deltas, block stop, message_delta, message_stop
        assertThat(chunks.split("event: ", -1)).hasSize(11);
        assertThat(System.nanoTime() - start).isGreaterThan(9 * 5_000_000L);
    }

    @Test
    void reportsAStopThatIsNeverReached() throws Exception {
        upstream.next(Behaviours.events(EVENTS).cutAfterBytes(1000));

        caller.askForStream();

        assertThat(end()).isEqualTo(Fate.BROKEN);
        assertThat(upstream.troubles()).singleElement().asString().contains("stop at byte 1000 of only 28");
    }

    @Test
    void reportsARequestThatCouldBeReadInTwoWays() throws IOException {
        caller.send("POST /v1/messages HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n");

        assertThat(caller.readToEnd()).isEmpty();
        assertThat(upstream.troubles()).singleElement().asString().contains("more than one framing");
    }

    @Test
    void refusesConnectionsWhereNobodyListens() {
        assertThatThrownBy(() -> new RawCaller(FakeUpstream.refusing())).isInstanceOf(ConnectException.class);
    }

    @Test
    void letsConnectingHangWhereTheQueueIsFull() throws IOException {
        try (Blackhole hole = Blackhole.start();
                Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(address(hole.baseUrl()), 50))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        Hold never = new Hold();
        upstream.next(Behaviours.normal().stallAfterHead(never));
        caller.askForStream().readHead();
        String prefix = "fake-upstream-" + upstream.port() + "-";

        assertThat(threadsNamed(prefix)).isGreaterThanOrEqualTo(3);
        upstream.close();

        assertThat(threadsNamed(prefix)).isZero();
        assertThat(end()).isEqualTo(Fate.BROKEN);
    }

    private Fate end() throws InterruptedException {
        return upstream.takeExchange(SOON).awaitEnd(SOON);
    }

    private static long threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private static InetSocketAddress address(URI url) {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
