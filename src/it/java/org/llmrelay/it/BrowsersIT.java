package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Behaviours;

/** Browsers that call from pages of other origins. */
@ExtendWith(ArquillianExtension.class)
class BrowsersIT {
    private static final String PAGE = "https://chat.example";
    private static final String ANY = "*";
    private static final String ALLOWED = "access-control-allow-origin";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private void allow(String... origins) {
        world.admin()
                .send(Ask.post("/settings/origins", Json.write(Map.of("allowed_origins", List.of(origins))))
                        .by("PUT"))
                .isFine();
    }

    @AfterEach
    void allowNobody() {
        allow();
    }

    private static Ask beforehand(String path) {
        return Ask.get(path)
                .by("OPTIONS")
                .with("origin", PAGE)
                .with("access-control-request-method", "POST")
                .with("access-control-request-headers", "authorization, x-stainless-os");
    }

    private static Ask from(String origin, Ask ask) {
        return ask.with("origin", origin);
    }

    @Test
    void areNotLetInUnlessTheOperatorSaysSo() {
        world.account();

        Reply asked = RelayClient.send(beforehand("/v1/messages"));
        Reply called = RelayClient.send(from(PAGE, Ask.message().key(world.key())));

        assertThat(asked.header(ALLOWED)).isEmpty();
        assertThat(called.header(ALLOWED)).isEmpty();
        assertThat(called.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/messages",
                "/claude/v1/messages",
                "/openai/v1/chat/completions",
                "/openai/v1/models",
                "/gemini/v1beta/models/m:generateContent",
                "/droid/claude/v1/messages",
                "/azure/openai/deployments/d/chat/completions"
            })
    void mayAskBeforehandWithoutAKey(String path) {
        allow(PAGE);

        Reply reply = RelayClient.send(beforehand(path));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header(ALLOWED)).isEqualTo(PAGE);
        assertThat(reply.header("access-control-allow-methods")).contains("POST");
        assertThat(reply.header("access-control-allow-headers")).isEqualTo("authorization, x-stainless-os");
        assertThat(reply.header("access-control-allow-credentials")).isEmpty();
    }

    @Test
    void mayReadAnswers() {
        allow("http://localhost:5173", PAGE);
        world.account();
        world.upstream().next(Behaviours.normal().header("access-control-allow-origin", "https://provider.example"));

        Reply reply =
                RelayClient.send(from(PAGE, Ask.stream().key(world.key()))).isFine();

        assertThat(reply.header(ALLOWED)).isEqualTo(PAGE);
        assertThat(reply.header("access-control-expose-headers")).isEqualTo("*");
        assertThat(reply.response().headers().allValues("vary")).contains("Origin");
    }

    @Test
    void mayReadErrorsToo() {
        allow(ANY);

        Reply reply = RelayClient.send(from(PAGE, Ask.message().with("x-api-key", "cr_wrong")));
        Reply nothing = RelayClient.send(from(PAGE, Ask.get("/claude/v1/nothing")));

        assertThat(reply.isNativeError(401, "authentication_error").header(ALLOWED))
                .isEqualTo("*");
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.header(ALLOWED)).isEqualTo("*");
    }

    @Test
    void areNotLetInFromOtherPages() {
        allow(PAGE);

        assertThat(RelayClient.send(from("https://evil.example", Ask.message())).header(ALLOWED))
                .isEmpty();
    }

    @Test
    void areNotLetIntoTheAdminApi() {
        allow(ANY);

        assertThat(RelayClient.send(from(PAGE, Ask.get("/admin/api/v1/session")))
                        .header(ALLOWED))
                .isEmpty();
        assertThat(RelayClient.send(beforehand("/admin/api/v1/keys")).header(ALLOWED))
                .isEmpty();
    }
}
