package org.llmrelay.provider.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.Pass;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.FakeAuthorization;
import org.llmrelay.fake.ReceivedRequest;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.provider.PastedCode;
import org.llmrelay.provider.SignInAttempt;
import org.llmrelay.provider.SignInStart;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.provider.claude.ClaudeProvider;
import org.llmrelay.provider.codex.CodexProvider;
import org.llmrelay.provider.droid.DroidSignedInProvider;
import org.llmrelay.provider.gemini.CodeAssistProvider;
import org.llmrelay.route.Targets;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.hc5.Hc5Config;
import org.llmrelay.upstream.hc5.Hc5Upstream;

/** Every kind's way to sign in, against an authorization server that keeps to the rules. */
class SignInFlowsTest {
    private static final ManualClock CLOCK = ManualClock.atNoon();

    private final FakeAuthorization server = FakeAuthorization.start();
    private final Hc5Upstream upstream = new Hc5Upstream(
            Hc5Config.forThisMachine(), Targets.allowing("127.0.0.0/8,::1").orElseThrow());

    @AfterEach
    void stop() {
        upstream.close();
        server.close();
    }

    static List<Kind> byCode() {
        return List.of(new ClaudeProvider(CLOCK), new CodexProvider(CLOCK), new CodeAssistProvider(CLOCK));
    }

    static List<Kind> all() {
        return List.of(
                new ClaudeProvider(CLOCK),
                new CodexProvider(CLOCK),
                new CodeAssistProvider(CLOCK),
                new DroidSignedInProvider(CLOCK));
    }

    private OAuthClient client(OAuth oauth) {
        Map<String, String> values = new HashMap<>(oauth.settings().defaults());
        values.replaceAll((setting, usual) -> switch (setting) {
            case "TOKEN_URL" -> server.url("/token");
            case "AUTHORIZE_URL" -> server.url("/authorize");
            case "DEVICE_URL" -> server.url("/device");
            case "API_URL" -> server.url("/api");
            default -> usual;
        });
        return new OAuthClient(oauth.settings(), "the client", Secret.of("the client's secret"), values);
    }

    private Errand errand() {
        return new Errand(
                upstream,
                new Account(
                        "a",
                        "k",
                        new Account.Profile("a", true, 50),
                        new Account.Connection(Map.of(), Map.of(), Map.of()),
                        Instant.EPOCH));
    }

    private static SignInAttempt attempt(String way) {
        return new SignInAttempt(
                way, "the state & more", Secret.of("the-verifier-of-43-characters-or-more-it-is"), null);
    }

    private static <T> T got(CompletableFuture<T> asked) {
        return asked.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private TokenAnswer signIn(Kind kind, String way, @Nullable String verifier) {
        OAuth oauth = kind.oauth().orElseThrow();
        SignInAttempt attempt = attempt(way);
        String link = ((SignInStart.Opened) got(oauth.begin(attempt, client(oauth), errand()))).link();
        PastedCode pasted = PastedCode.in(server.signIn(link)).orElseThrow();
        assertThat(pasted.belongsTo(attempt)).isTrue();
        SignInAttempt used =
                verifier == null ? attempt : new SignInAttempt(way, attempt.state(), Secret.of(verifier), null);
        return got(oauth.finish(used, pasted.code(), client(oauth), errand()));
    }

    private static Pass pass(TokenAnswer answer) {
        assertThat(answer).isInstanceOf(TokenAnswer.Granted.class);
        return ((TokenAnswer.Granted) answer).pass();
    }

    private Map<String, String> lastParameters(String path) {
        ReceivedRequest last = server.requests().stream()
                .filter(request -> request.path().equals(path))
                .reduce((first, second) -> second)
                .orElseThrow();
        return FakeAuthorization.parameters(last);
    }

    @ParameterizedTest
    @MethodSource("byCode")
    void signsInWithACodeAndRenews(Kind kind) {
        OAuth oauth = kind.oauth().orElseThrow();

        Pass pass = pass(signIn(kind, "code", null));

        assertThat(pass.access().reveal()).startsWith("access-");
        assertThat(pass.scopes()).containsExactly("one", "two");
        assertThat(pass.expires()).isEqualTo(CLOCK.instant().plus(Duration.ofHours(8)));
        Pass renewed = pass(got(oauth.renew(pass, client(oauth), errand())));
        assertThat(renewed.access()).isNotEqualTo(pass.access());
        assertThat(got(oauth.renew(pass, client(oauth), errand())))
                .isEqualTo(new TokenAnswer.Refused("invalid_grant", true));
    }

    @ParameterizedTest
    @MethodSource("byCode")
    void provesThatItAskedForTheCode(Kind kind) {
        assertThat(signIn(kind, "code", "somebody else's verifier"))
                .isEqualTo(new TokenAnswer.Refused("invalid_grant", true));
    }

    @Test
    void claudeWantsTheStateAgainAndSpeaksJson() {
        pass(signIn(new ClaudeProvider(CLOCK), "code", null));

        assertThat(lastParameters("/token"))
                .containsEntry("state", "the state & more")
                .doesNotContainKey("expires_in");
        assertThat(server.requests().get(0).header("content-type")).contains("application/json");
        assertThat(server.requests().get(0).header("user-agent")).isEmpty();
    }

    @Test
    void claudeGivesATokenForAYear() {
        Pass pass = pass(signIn(new ClaudeProvider(CLOCK), "long-lived", null));

        assertThat(pass.refresh()).isNull();
        assertThat(pass.expires()).isEqualTo(CLOCK.instant().plus(Duration.ofDays(365)));
        assertThat(server.requests().get(0).bodyText()).contains("\"expires_in\":31536000");
    }

    @Test
    void claudeTellsWhoseAccountItIs() {
        server.telling("account", "{\"uuid\":\"u1\",\"email_address\":\"ada@example.org\"}")
                .telling("organization", "{\"uuid\":\"o1\",\"name\":\"Acme\"}");

        assertThat(pass(signIn(new ClaudeProvider(CLOCK), "code", null)).facts())
                .isEqualTo(Map.of(
                        "account_id",
                        "u1",
                        "email",
                        "ada@example.org",
                        "organization",
                        "Acme",
                        "organization_id",
                        "o1"));
    }

    @Test
    void codexReadsWhatTheIdTokenSays() {
        String claims =
                "{\"email\":\"ada@example.org\",\"https://api.openai.com/auth\":{\"chatgpt_account_id\":\"acc\","
                        + "\"chatgpt_plan_type\":\"pro\",\"chatgpt_user_id\":\"usr\",\"organizations\":[{\"id\":\"o1\",\"title\":\"First\"},"
                        + "{\"id\":\"o2\",\"title\":\"Usual\",\"is_default\":true}]}}";
        server.telling("id_token", "\"e30." + base64(claims) + ".sig\"");

        assertThat(pass(signIn(new CodexProvider(CLOCK), "code", null)).facts())
                .isEqualTo(Map.of(
                        "account_id", "acc",
                        "email", "ada@example.org",
                        "organization", "Usual",
                        "organization_id", "o2",
                        "plan", "pro",
                        "user_id", "usr"));
    }

    @ParameterizedTest
    @CsvSource({"''", "no token", "a.b.c", "a.e30.c", "a.W10.c"})
    void codexSignsInWhateverTheIdTokenIs(String idToken) {
        server.telling("id_token", "\"" + idToken + "\"");

        assertThat(pass(signIn(new CodexProvider(CLOCK), "code", null)).facts()).isEmpty();
    }

    @Test
    void geminiFindsTheProjectThatIsThere() {
        server.next(server.normal())
                .next(json("{\"cloudaicompanionProject\":\"p-1\",\"currentTier\":{\"id\":\"standard-tier\"}}"));

        Pass pass = pass(signIn(new CodeAssistProvider(CLOCK), "code", null));

        assertThat(pass.facts()).isEqualTo(Map.of("project", "p-1", "plan", "standard-tier"));
        assertThat(lastParameters("/token")).containsEntry("client_secret", "the client's secret");
        ReceivedRequest search = server.requests().get(1);
        assertThat(search.path()).isEqualTo("/api/v1internal:loadCodeAssist");
        assertThat(search.credential()).isEqualTo(pass.access().reveal());
    }

    @Test
    void geminiWaitsForAProjectToBeMade() {
        server.next(server.normal())
                .next(json("{\"allowedTiers\":[{\"id\":\"free-tier\"},{\"id\":\"usual-tier\",\"isDefault\":true}]}"))
                .next(json("{\"name\":\"operations/1\",\"done\":false}"))
                .next(json("{\"done\":true,\"response\":{\"cloudaicompanionProject\":{\"id\":\"p-2\"}}}"));

        Pass pass = pass(signIn(new CodeAssistProvider(CLOCK), "code", null));

        assertThat(pass.facts()).isEqualTo(Map.of("project", "p-2", "plan", "usual-tier"));
        assertThat(server.requests().get(2).bodyText()).contains("\"tierId\":\"usual-tier\"");
    }

    @Test
    void geminiSignsInWithoutAProject() {
        server.next(server.normal()).next(Behaviours.status(500));

        assertThat(pass(signIn(new CodeAssistProvider(CLOCK), "code", null)).facts())
                .isEmpty();
    }

    @Test
    void droidWaitsUntilTheCodeIsConfirmed() {
        server.telling("organization_id", "\"org_1\"").telling("user", "{\"email\":\"ada@example.org\",\"id\":\"u\"}");
        OAuth oauth = new DroidSignedInProvider(CLOCK).oauth().orElseThrow();
        SignInStart.Opened opened = (SignInStart.Opened) got(oauth.begin(attempt("device"), client(oauth), errand()));
        SignInAttempt attempt = attempt("device").holding(opened.device());

        assertThat(opened.link()).isEqualTo("https://fake.example/device");
        assertThat(opened.pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(got(oauth.finish(attempt, "", client(oauth), errand()))).isEqualTo(new TokenAnswer.Pending());
        server.confirm(String.valueOf(opened.userCode()));
        Pass pass = pass(got(oauth.finish(attempt, "", client(oauth), errand())));

        assertThat(pass.facts()).containsEntry("organization_id", "org_1").containsEntry("email", "ada@example.org");
        pass(got(oauth.renew(pass, client(oauth), errand())));
        assertThat(lastParameters("/token")).containsEntry("organization_id", "org_1");
        assertThat(got(oauth.finish(attempt, "", client(oauth), errand())))
                .isEqualTo(new TokenAnswer.Refused("expired_token", true));
    }

    @Test
    void droidSaysSoWhenThereIsNoCode() {
        server.always(Behaviours.status(503));
        OAuth oauth = new DroidSignedInProvider(CLOCK).oauth().orElseThrow();

        assertThat(got(oauth.begin(attempt("device"), client(oauth), errand())))
                .isEqualTo(new SignInStart.NotOpened(new TokenAnswer.Unclear("status-503")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isNotMisledByAnswersThatAreNone(Kind kind) {
        OAuth oauth = kind.oauth().orElseThrow();
        Pass old = new Pass(Secret.of("a"), Secret.of("r"), null, List.of(), Map.of());
        server.next(
                Behaviours.status(500),
                Behaviours.status(429),
                json("not json"),
                json("{\"access_token\":\"\"}"),
                json("[]"),
                Behaviours.closeWithoutAnswer(),
                Behaviours.body(
                        400, "application/json", "{\"error\":\"invalid client\"}".getBytes(StandardCharsets.UTF_8)),
                Behaviours.body(
                        401,
                        "application/json",
                        "{\"error\":{\"code\":\"refresh_token_reused\"}}".getBytes(StandardCharsets.UTF_8)),
                Behaviours.body(
                        401, "application/json", "{\"error\":\"invalid_client\"}".getBytes(StandardCharsets.UTF_8)));

        List<TokenAnswer> answers = Stream.generate(() -> got(oauth.renew(old, client(oauth), errand())))
                .limit(9)
                .toList();

        assertThat(answers.subList(0, 5))
                .containsExactly(
                        new TokenAnswer.Unclear("status-500"),
                        new TokenAnswer.Unclear("status-429"),
                        new TokenAnswer.Unclear("status-200"),
                        new TokenAnswer.Unclear("status-200"),
                        new TokenAnswer.Unclear("status-200"));
        assertThat(answers.get(5)).isEqualTo(new TokenAnswer.Unclear("upstream-broke-off"));
        assertThat(answers.subList(6, 9))
                .containsExactly(
                        new TokenAnswer.Unclear("status-400"),
                        new TokenAnswer.Refused("refresh_token_reused", true),
                        new TokenAnswer.Refused("invalid_client", false));
    }

    @Test
    void knowsTheEndOfATokenFromTheTokenItself() {
        OAuth oauth = new CodexProvider(CLOCK).oauth().orElseThrow();
        server.always(json("{\"access_token\":\"e30." + base64("{\"exp\":1900000000}") + ".s\"}"));

        Pass pass = pass(got(oauth.renew(
                new Pass(Secret.of("a"), Secret.of("r"), null, List.of(), Map.of()), client(oauth), errand())));

        assertThat(pass.expires()).isEqualTo(Instant.ofEpochSecond(1_900_000_000));
        assertThat(pass.refresh()).isNull();
    }

    private static Answer json(String body) {
        return Behaviours.body(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
