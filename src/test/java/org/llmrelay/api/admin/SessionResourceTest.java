package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrelay.signin.Role;

class SessionResourceTest {
    private static final String WRONG = "{\"username\":\"operator\",\"password\":\"wrong\"}";

    private final AdminWorld world = new AdminWorld();

    @Test
    void givesATokenForNameAndPassword() {
        AdminWorld.Reply reply =
                world.anybody().post("/session", "{\"username\":\"viewer\",\"password\":\"correct horse\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("username").asText()).isEqualTo("viewer");
        assertThat(reply.json().get("role").asText()).isEqualTo("viewer");
        assertThat(reply.json().get("expires_at").asText()).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void saysWhoIsSignedInAndDoesNotRepeatTheToken() {
        AdminWorld.Reply reply = world.operator().get("/session");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("role").asText()).isEqualTo("operator");
        assertThat(reply.json().has("token")).isFalse();
    }

    @Test
    void refusesAWrongPassword() {
        AdminWorld.Reply reply = world.anybody().post("/session", WRONG);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(reply.json().get("type").asText()).endsWith("wrong-password");
    }

    @Test
    void asksAGuesserToWait() {
        for (int i = 0; i < 3; i++) {
            world.anybody().post("/session", WRONG);
        }

        AdminWorld.Reply reply = world.anybody().post("/session", WRONG);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void tellsAllThatIsMissing() {
        AdminWorld.Reply reply = world.anybody().post("/session", "{\"user\":\"ada\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors())
                .containsExactly("username: is required", "password: is required", "user: is not known here");
    }

    @Test
    void asksForATokenWhereNoneOrNoGoodOneIsSent() {
        assertThat(world.anybody().get("/session").status()).isEqualTo(401);
        assertThat(world.anybody().get("/accounts").status()).isEqualTo(401);
        assertThat(world.new Caller("a.b.c").get("/keys").header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"LLM Relay\"");
        assertThat(world.anybody()
                        .send("GET", "/kinds", Map.of("Authorization", "Basic YWRhOmFkYQ=="), new byte[0])
                        .status())
                .isEqualTo(401);
    }

    @Test
    void endsWhenTheTokenIsOver() {
        AdminWorld.Caller operator = world.operator();

        world.clock.advance(Duration.ofHours(12));

        assertThat(operator.get("/session").status()).isEqualTo(401);
    }

    @Test
    void letsAViewerReadAndNotChange() {
        AdminWorld.Caller viewer = world.signedIn(Role.VIEWER);

        assertThat(viewer.get("/accounts").status()).isEqualTo(200);
        assertThat(viewer.get("/keys").status()).isEqualTo(200);
        assertThat(viewer.post("/keys", "{\"name\":\"mine\"}").status()).isEqualTo(403);
        assertThat(viewer.delete("/accounts/a").status()).isEqualTo(403);
        assertThat(viewer.patch("/keys/k", "{}").status()).isEqualTo(403);
        assertThat(viewer.post("/accounts/a/reset", "").status()).isEqualTo(403);
        assertThat(world.keys.count()).isZero();
    }
}
