package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrelay.admin.HolderDesk;
import org.llmrelay.secret.Secret;

class KeyLinkResourceTest {
    private static final String HERE = "192.0.2.7";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();
    private final HolderDesk holders = world.desks().registry().holders();

    @Test
    void showsALinkOnceAndTakesItBack() {
        String id =
                operator.post("/keys", "{\"name\":\"Ada\"}").json().get("id").asText();
        String link = "/keys/" + id + "/link";
        assertThat(operator.get(link).json().toString()).isEqualTo("{\"made\":false}");

        String fragment = operator.post(link, "{}").json().get("fragment").asText();

        assertThat(operator.get(link).json().toString()).isEqualTo("{\"made\":true}");
        assertThat(opened(fragment).ids()).containsExactly(id);
        assertThat(operator.delete(link).status()).isEqualTo(204);
        assertThat(operator.delete(link).status()).isEqualTo(404);
        assertThat(opened(fragment).ids()).isEmpty();
        assertThat(operator.post("/keys/nobody/link", "{}").status()).isEqualTo(404);
    }

    @Test
    void opensSeveralKeysByTheirTexts() {
        String first = key("a");
        String second = key("b");

        HolderDesk.Opened opened =
                holders.open(List.of(Secret.of(first), Secret.of(second), Secret.of(first), Secret.of("cr_no")), HERE);

        assertThat(holders.keys(opened.ids())).extracting("name").containsExactly("a", "b");
        assertThat(opened.unknown()).isEqualTo(1);
        assertThat(holders.services()).isEqualTo(Map.of("claude", "none"));
    }

    @Test
    void slowsDownWhoeverGuesses() {
        IntStream.range(0, 3)
                .forEach(i -> assertThat(opened("cr_guess" + i).pause()).isNull());

        assertThat(opened("cr_guess").pause()).isPositive();
        assertThat(opened(key("a")).ids()).isEmpty();
        world.clock.advance(Duration.ofMinutes(5));
        assertThat(opened(key("b")).ids()).hasSize(1);
        assertThat(opened("cr_guess").pause()).isNull();
    }

    private String key(String name) {
        return operator.post("/keys", "{\"name\":\"" + name + "\"}")
                .json()
                .get("key")
                .asText();
    }

    private HolderDesk.Opened opened(String text) {
        return holders.open(List.of(Secret.of(text)), HERE);
    }
}
