package org.llmrelay.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.admission.Identity;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.call.Call;
import org.llmrelay.failure.Refusal;
import org.llmrelay.stream.CallerSink;

/** The entrance in a real Undertow: bodies in. */
class EntranceTest {
    private static final EntranceConfig CONFIG = new EntranceConfig(1_000_000, 4_000_000, Duration.ofSeconds(1));
    private static final Relay ECHO =
            (call, key, sink) -> Out.json(sink, 200, call.request().body().array());

    @Test
    void takesABodyThatIsThereAtOnce() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            Answer answer = caller.post("hello");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("hello");
        }
    }

    @Test
    void takesABodyThatComesInPieces() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            String request = PlainCaller.request("hello, in pieces");

            caller.send(request.substring(0, request.length() - 9));
            pause();
            caller.send(request.substring(request.length() - 9, request.length() - 3));
            pause();
            Answer answer = caller.send(request.substring(request.length() - 3)).answer();

            assertThat(answer.text()).isEqualTo("hello, in pieces");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "b;ext=1\r\nhello world\r\n0\r\nTrailer: x\r\n\r\n"})
    void takesChunkedBodiesAndReadsNothingAfterThem(String chunks) throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            caller.send("POST /v1/messages HTTP/1.1\r\nHost: relay\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
            Answer answer = caller.sendPost("smuggled").answer();

            assertThat(answer.text()).isEqualTo("hello world");
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(caller.isEnded()).isTrue();
        }
    }

    @Test
    void takesAnEmptyChunkedBody() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            caller.send("POST /v1/messages HTTP/1.1\r\nHost: relay\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

            assertThat(caller.answer().text()).isEmpty();
        }
    }

    @Test
    void takesALargeBodyByteForByte() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            String large = "0123456789".repeat(100_000);

            Answer answer = caller.post(large);

            assertThat(answer.text()).isEqualTo(large);
        }
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            caller.send(
                    "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");

            assertThat(caller.head().status()).isEqualTo(100);
            assertThat(caller.send("hello").answer().text()).isEqualTo("hello");
        }
    }

    @Test
    void doesNotAskASenderWhomItWouldRefuse() throws IOException {
        Doorkeeper nobody = presented -> new Identity.Unknown(new Refusal.UnknownKey());
        try (RelayServer server = new RelayServer(CONFIG, ECHO, nobody);
                PlainCaller caller = new PlainCaller(server.port())) {
            caller.send(
                    "POST /v1/messages HTTP/1.1\r\nHost: relay\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");

            assertThat(caller.answer().status()).isEqualTo(401);
            assertThat(caller.isEnded()).isTrue();
        }
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLargeAndPartsWithItsSender() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            Answer answer = caller.post("x".repeat(3_000_000));

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).isEqualTo("{\"error\":\"body-too-large\"}");
            assertThat(answer.headers()).containsEntry("connection", "close").containsKey("request-id");
            assertThat(caller.isEnded()).isTrue();
        }
    }

    @Test
    void refusesABodyThatGrowsTooLarge() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            caller.send("POST /v1/messages HTTP/1.1\r\nHost: relay\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 30; i++) {
                caller.send("186a0\r\n" + "x".repeat(100_000) + "\r\n");
            }
            Answer answer = caller.send("0\r\n\r\n").answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(caller.isEnded()).isTrue();
        }
    }

    @Test
    void givesUpOnASenderWhoStops() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            Answer answer = caller.send("POST /v1/messages HTTP/1.1\r\nHost: relay\r\nContent-Length: 5\r\n\r\nhe")
                    .answer();

            assertThat(answer.status()).isEqualTo(408);
        }
    }

    @Test
    void givesUpOnASenderWhoDrips() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> answerOf(caller));

            caller.send("POST /v1/messages HTTP/1.1\r\nHost: relay\r\nContent-Length: 5000\r\n\r\n");
            while (!answer.isDone()) {
                caller.send("x");
                pause();
            }

            assertThat(answer.join().status()).isEqualTo(408);
        }
    }

    @Test
    void slowSendersTakeNoThread() throws Exception {
        EntranceConfig patient = new EntranceConfig(1_000_000, 40_000_000, Duration.ofSeconds(10));
        try (RelayServer server = new RelayServer(patient, ECHO);
                PlainCaller quick = new PlainCaller(server.port())) {
            List<PlainCaller> slow = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                slow.add(new PlainCaller(server.port())
                        .send(PlainCaller.request("hello").replace("hello", "he")));
            }

            assertThat(quick.post("quick").text()).isEqualTo("quick");

            for (PlainCaller caller : slow) {
                assertThat(caller.send("llo").answer().text()).isEqualTo("hello");
                caller.close();
            }
        }
    }

    @Test
    void holdsNoMoreThanItsBudgetAndFreesIt() throws IOException {
        List<Call> held = new ArrayList<>();
        List<CallerSink> sinks = new ArrayList<>();
        EntranceConfig tight = new EntranceConfig(1_000_000, 1_500_000, Duration.ofSeconds(1));
        Relay holding = (call, key, sink) -> {
            sink.listen(new Out(sink));
            held.add(call);
            sinks.add(sink);
        };
        try (RelayServer server = new RelayServer(tight, holding);
                PlainCaller first = new PlainCaller(server.port());
                PlainCaller second = new PlainCaller(server.port());
                PlainCaller third = new PlainCaller(server.port())) {
            first.sendPost("x".repeat(1_000_000));
            until(() -> held.size() == 1);

            Answer refused = second.post("y".repeat(1_000_000));
            Out.json(sinks.get(0), 200, "first".getBytes(StandardCharsets.UTF_8));
            Answer answered = first.answer();
            third.sendPost("z".repeat(1_000_000));
            until(() -> held.size() == 2);

            assertThat(refused.status()).isEqualTo(529);
            assertThat(answered.text()).isEqualTo("first");
        }
    }

    @Test
    void answersAnUnreadableBodyAndGoesOn() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            Answer broken = caller.post("broken");
            Answer good = caller.post("good");

            assertThat(broken.status()).isEqualTo(400);
            assertThat(good.text()).isEqualTo("good");
        }
    }

    @Test
    void refusesAnotherMethodWithAndWithoutABody() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller plain = new PlainCaller(server.port());
                PlainCaller laden = new PlainCaller(server.port())) {
            Answer first = plain.send("GET /v1/messages HTTP/1.1\r\nHost: relay\r\n\r\n")
                    .answer();
            Answer second = plain.post("again");
            Answer third = laden.send("PUT /v1/messages HTTP/1.1\r\nHost: relay\r\nContent-Length: 1000\r\n\r\nx")
                    .answer();

            assertThat(first.status()).isEqualTo(405);
            assertThat(second.status()).isEqualTo(200);
            assertThat(third.status()).isEqualTo(405);
            assertThat(third.headers()).containsEntry("connection", "close");
        }
    }

    @Test
    void aFaultOfOursIsAnAnswerToo() throws IOException {
        Relay broken = (call, key, sink) -> {
            throw new IllegalStateException("expected in this test");
        };
        try (RelayServer server = new RelayServer(CONFIG, broken);
                PlainCaller caller = new PlainCaller(server.port())) {
            Answer answer = caller.post("hello");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).isEqualTo("{\"error\":\"internal\"}");
        }
    }

    @Test
    void servesManyCallersOnKeptConnections() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(64);
        try (RelayServer server = new RelayServer(CONFIG, ECHO)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String name = "caller " + i;
                results.add(callers.submit(() -> callOften(server.port(), name, 300)));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(300);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (RelayServer server = new RelayServer(CONFIG, ECHO);
                PlainCaller caller = new PlainCaller(server.port())) {
            for (int round = 0; round < 200; round++) {
                StringBuilder requests = new StringBuilder();
                for (int i = 0; i < 10; i++) {
                    requests.append(PlainCaller.request("request " + round + "." + i));
                }
                caller.send(requests.toString());
                for (int i = 0; i < 10; i++) {
                    assertThat(caller.answer().text()).isEqualTo("request " + round + "." + i);
                }
            }
        }
    }

    @Test
    void requestsThatAreSentAheadDoNotPileUpOnOneStack() throws IOException {
        AtomicInteger deepest = new AtomicInteger();
        Relay measuring = (call, key, sink) -> {
            deepest.accumulateAndGet(Thread.currentThread().getStackTrace().length, Math::max);
            ECHO.relay(call, key, sink);
        };
        try (RelayServer server = new RelayServer(CONFIG, measuring);
                PlainCaller caller = new PlainCaller(server.port())) {
            caller.send(PlainCaller.request("ahead").repeat(150));
            for (int i = 0; i < 150; i++) {
                caller.answer();
            }

            assertThat(deepest.get()).isLessThan(200);
        }
    }

    private static int callOften(int port, String name, int times) throws IOException {
        int right = 0;
        try (PlainCaller caller = new PlainCaller(port)) {
            for (int i = 0; i < times; i++) {
                String body = (i % 10 == 9 ? "stream " : "") + name + " " + "x".repeat(i * 37);
                right += caller.post(body).text().equals(body) ? 1 : 0;
            }
        }
        return right;
    }

    private static Answer answerOf(PlainCaller caller) {
        try {
            return caller.answer();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(50);
    }
}
