package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRegisterTest {
    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private String create(String name, String more) {
        AdminWorld.Reply reply = operator.post("/keys", "{\"name\":\"" + name + "\"" + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").asText();
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        JsonNode items = operator.get("/keys" + query).json().get("items");
        items.forEach(item -> names.add(item.get("name").asText()));
        return names;
    }

    @Test
    void findsKeysByNameOwnerAndHint() {
        create("Laptop", ",\"owner\":\"Ada\"");
        String bob = create("Server", ",\"owner\":\"Bob\"");
        String hint = world.keys.find(bob).orElseThrow().hint();

        assertThat(names("?search=LAP")).containsExactly("Laptop");
        assertThat(names("?search=ada")).containsExactly("Laptop");
        assertThat(names("?search=" + hint)).containsExactly("Server");
        assertThat(names("?search=nobody")).isEmpty();
    }

    @Test
    void findsKeysByServiceAndTag() {
        create("Claude only", ",\"rights\":{\"services\":[\"claude\"]},\"tags\":[\"b\"]");
        create("Everything", ",\"tags\":[\"a\",\"b\"]");

        assertThat(names("?service=gemini")).containsExactly("Everything");
        assertThat(names("?service=claude&sort=name")).containsExactly("Claude only", "Everything");
        assertThat(names("?tag=a")).containsExactly("Everything");
        assertThat(operator.get("/keys").json().get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void tellsHowKeysStand() {
        create("Off", ",\"enabled\":false");
        String over =
                create("Over", ",\"expires_at\":\"" + world.clock.instant().plusSeconds(60) + "\"");
        create("New", "");
        world.clock.advance(java.time.Duration.ofMinutes(2));

        assertThat(over).isNotEmpty();
        assertThat(names("?state=disabled")).containsExactly("Off");
        assertThat(names("?state=expired")).containsExactly("Over");
        assertThat(names("?state=unused")).containsExactly("New");
        assertThat(names("?state=active")).isEmpty();
        assertThat(operator.get("/keys?state=unused").json().get("states").toString())
                .isEqualTo("{\"active\":0,\"unused\":1,\"expired\":1,\"disabled\":1,\"deleted\":0}");
    }

    @Test
    void ordersKeysAsAskedFor() {
        create("beta", ",\"owner\":\"x\"");
        world.clock.advance(java.time.Duration.ofSeconds(1));
        create("Alpha", ",\"owner\":\"y\"");

        assertThat(names("")).containsExactly("Alpha", "beta");
        assertThat(names("?sort=created")).containsExactly("beta", "Alpha");
        assertThat(names("?sort=name")).containsExactly("Alpha", "beta");
        assertThat(names("?sort=-name")).containsExactly("beta", "Alpha");
        assertThat(names("?sort=owner")).containsExactly("beta", "Alpha");
        assertThat(names("?sort=-cost_30d&limit=1")).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        assertThat(operator.get("/keys?state=odd&service=none&sort=size&enabled=perhaps")
                        .errors())
                .containsExactlyInAnyOrder(
                        "enabled: must be true or false",
                        "state: must be one of active, unused, expired, disabled, deleted",
                        "service: must be one of azure, claude, droid, gemini, openai",
                        "sort: must be one of name, owner, created, last_used, cost_today, cost_30d, with - for downwards");
    }

    @Test
    void listsDeletedKeysApartUntilTheyAreRestored() {
        String id = create("Gone", "");
        create("Here", "");
        assertThat(operator.delete("/keys/" + id).status()).isEqualTo(204);

        assertThat(names("")).containsExactly("Here");
        JsonNode gone = operator.get("/keys?state=deleted").json();
        assertThat(gone.get("total").asInt()).isEqualTo(1);
        assertThat(gone.at("/items/0/name").asText()).isEqualTo("Gone");
        assertThat(gone.at("/items/0/deleted_at").isNull()).isFalse();

        assertThat(operator.post("/keys/" + id + "/restore", "{}").status()).isEqualTo(200);

        assertThat(names("?sort=name")).containsExactly("Gone", "Here");
        assertThat(operator.post("/keys/" + id + "/restore", "{}").status()).isEqualTo(404);
    }

    @Test
    void erasesOnlyWhatIsDeleted() {
        String id = create("Gone", "");
        assertThat(operator.delete("/keys/" + id + "/deleted").status()).isEqualTo(404);
        operator.delete("/keys/" + id);

        assertThat(operator.delete("/keys/" + id + "/deleted").status()).isEqualTo(204);

        assertThat(names("?state=deleted")).isEmpty();
        assertThat(operator.post("/keys/" + id + "/restore", "{}").status()).isEqualTo(404);
    }

    @Test
    void addsAndRemovesTagsOfMany() {
        String first = create("a", ",\"tags\":[\"x\",\"y\"]");
        String second = create("b", "");

        AdminWorld.Reply reply = operator.patch(
                "/keys/batch",
                "{\"ids\":[\"" + first + "\",\"" + second
                        + "\"],\"change\":{\"add_tags\":[\"z\"],\"remove_tags\":[\"x\"]}}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().at("/items/0/tags").toString()).isEqualTo("[\"y\",\"z\"]");
        assertThat(reply.json().at("/items/1/tags").toString()).isEqualTo("[\"z\"]");
    }
}
