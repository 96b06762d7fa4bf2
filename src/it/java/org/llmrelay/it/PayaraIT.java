package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Exchange;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;

/** The same WAR on Payara. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PayaraIT {
    private static final MessageScript GREETING = MessageScript.greeting();
    private static final int CROWD = 64;
    private static final int LARGE = 4_000_000;
    private static final int WRITES = 40;

    private static PayaraNode node;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final Browser browser = new Browser();

    @BeforeAll
    static void start() throws Exception {
        node = PayaraNode.start();
    }

    @AfterAll
    static void end() throws Exception {
        node.close();
    }

    private static WireCaller asked(Ask ask) throws Exception {
        return new WireCaller(node.port()).ask(ask);
    }

    static Stream<DialectRow> dialects() {
        return DialectRows.all();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void answersInEveryDialect(DialectRow row) throws Exception {
        world.account(1, row.kind());
        world.upstream().always(row.answer());
        Key key = world.key();

        for (boolean streamed : new boolean[] {true, false}) {
            try (WireCaller caller = asked(row.ask(key, streamed))) {
                caller.readHead();
                assertThat(caller.status()).isEqualTo(200);
                assertThat(caller.readBody()).isNotEmpty();
            }
        }

        assertThat(world.booked(key, 2))
                .allSatisfy(call -> assertThat(call.path("ending").asText()).isEqualTo("completed"));
    }

    @Test
    void bringsEveryEventWhenItComesAndPingsMeanwhile() throws Exception {
        world.account();
        Hold hold = new Hold();
        world.upstream().next(Behaviours.stream(GREETING).stallAfterEvents(2, hold));
        List<String> events = Events.of(GREETING);
        try (WireCaller caller = asked(Ask.stream().key(world.key()))) {
            caller.readHead();

            assertThat(Events.in(caller.readEvents(2))).isEqualTo(events.subList(0, 2));
            assertThat(caller.readEvents(1)).isEqualTo(Events.PING);
            hold.release();

            assertThat(Events.withoutPings(caller.readBody()))
                    .isEqualTo(String.join("", events.subList(2, events.size())).replace(Events.PING, ""));
        }
    }

    @Test
    void carriesManyStreamsAtOnce() throws Exception {
        world.account();
        Hold hold = new Hold();
        world.upstream().always(Behaviours.stream(GREETING).stallAfterEvents(2, hold));
        Key key = world.key();
        List<WireCaller> callers = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            callers.add(asked(Ask.stream().key(key)));
        }
        StringBuilder whole = new StringBuilder();

        for (WireCaller caller : callers) {
            caller.readHead();
            whole.append(caller.readEvents(2));
        }
        hold.release();
        for (WireCaller caller : callers) {
            whole.append(Events.withoutPings(caller.readBody()));
            caller.close();
        }

        assertThat(whole.toString().replace(Events.PING, "").split("event: message_stop\n", -1))
                .hasSize(CROWD + 1);
        assertThat(world.booked(key, CROWD)).hasSize(CROWD);
    }

    @Test
    void letsTheUpstreamGoWhenTheCallerLeaves() throws Exception {
        Account account = world.account();
        Key key = world.key();
        world.upstream().next(Behaviours.ticking(2000, Duration.ofMillis(20)));
        Exchange exchange;
        try (WireCaller caller = asked(Ask.stream().key(key))) {
            caller.readHead();
            assertThat(Events.in(caller.readEvents(4))).hasSize(4);
            exchange = world.upstream().takeExchange(Patience.USUAL);
        }

        assertThat(exchange.awaitCallerClosed(Patience.USUAL)).isPositive();
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("caller-gone");
        assertThat(world.state(account).path("running_calls").asInt()).isZero();
    }

    @Test
    void endsAStreamThatBreaksWithAnErrorEvent() throws Exception {
        world.account();
        Key key = world.key();
        world.upstream().next(Behaviours.stream(GREETING).cutAfterEvents(5));
        try (WireCaller caller = asked(Ask.stream().key(key))) {
            caller.readHead();

            List<String> events = Events.in(caller.readBody());

            assertThat(events).hasSize(6);
            Events.requireError(events.get(5), "api_error");
        }
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    @Test
    void takesAndGivesLargeBodies() throws Exception {
        world.account();
        world.upstream().next(Behaviours.sized(LARGE));
        byte[] body = Arrays.copyOf(Prompt.plain().getBytes(UTF_8), LARGE);
        Arrays.fill(body, Prompt.plain().length(), LARGE, (byte) ' ');
        try (WireCaller caller = asked(Ask.message().saying(body).key(world.key()))) {
            caller.readHead();

            assertThat(caller.readBody()).hasSize(LARGE);
        }
        assertThat(world.upstream().requests().get(0).bodyText()).hasSize(LARGE);
    }

    @Test
    void refusesWhoHasNoKey() throws Exception {
        try (WireCaller caller = asked(Ask.stream().with("x-api-key", "cr_wrong"))) {
            caller.readHead();

            assertThat(caller.status()).isEqualTo(401);
            assertThat(new String(caller.readBody(), UTF_8)).contains("authentication_error");
        }
    }

    @Test
    void answersWhoeverSendsTheBodyAfterTheHead() throws Exception {
        Ask ask = world.admin().asking(Ask.post("/keys", "{\"name\":\"a test\"}"));

        for (int i = 0; i < WRITES; i++) {
            try (WireCaller caller = asked(ask)) {
                caller.readHead();
                assertThat(caller.status()).isEqualTo(201);
            }
        }
    }

    @Test
    void sendsCodexBackToHttpFromASocket() throws Exception {
        Ask ask = Ask.get("/openai/v1/responses")
                .with("authorization", "Bearer " + world.key().text())
                .with("connection", "upgrade")
                .with("upgrade", "websocket")
                .with("sec-websocket-version", "13")
                .with("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
        try (WireCaller caller = asked(ask)) {
            caller.readHead();

            assertThat(caller.status()).isEqualTo(426);
        }
    }

    @Test
    void showsTheConsoleAndKeepsItsFiguresLive() throws Exception {
        world.account();
        Key key = world.key();
        world.upstream().next(Behaviours.ticking(40, Duration.ofMillis(250)));
        LocatorAssertions.HasTextOptions soon = new LocatorAssertions.HasTextOptions().setTimeout(9_000);
        Page page = browser.page(Browser.Looks.USUAL);
        page.navigate(node.url("/web"));

        Browser.signIn(page, Admin.USERNAME, Admin.PASSWORD);

        page.waitForURL("**/web/dashboard");
        assertThat(page.context().cookies()).hasSizeGreaterThan(1).allSatisfy(cookie -> assertThat(cookie.sameSite)
                .isEqualTo(SameSiteAttribute.LAX));
        Locator running = page.locator("[data-live='running']");
        PlaywrightAssertions.assertThat(running).hasText("0");
        try (WireCaller caller = asked(Ask.stream().key(key))) {
            caller.readHead();
            PlaywrightAssertions.assertThat(running).hasText("1", soon);
            assertThat(caller.readBody()).isNotEmpty();
        }
        PlaywrightAssertions.assertThat(running).hasText("0", soon);
        page.navigate(node.url("/web/keys"));
        PlaywrightAssertions.assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Keys"))
                        .first())
                .isVisible();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void endsCallsAndBooksThemWhenItIsStopped() throws Exception {
        Account account = world.account();
        Key key = world.key();
        world.upstream().next(Behaviours.normal().stallAfterEvents(4, new Hold()));
        try (WireCaller caller = asked(Ask.stream().key(key))) {
            caller.readHead();
            assertThat(Events.in(caller.readEvents(4))).hasSize(4);

            node.stop();
        }

        Usages.requireEstimated(world.booked(key), GREETING.tokens());
        assertThat(world.state(account).path("running_calls").asInt()).isZero();
        assertThat(node.log()).doesNotContain(Planted.all()).doesNotContain(Prompt.MARK);
    }
}
