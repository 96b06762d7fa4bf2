package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class UsersResourceTest {
    private static final String NEW =
            "{\"username\":\"cleo\",\"role\":\"operator\",\"password\":\"a long enough one\"}";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    @Test
    void letsSomebodyInWhoMaySignInAtOnce() {
        AdminWorld.Reply made = operator.post("/users", NEW);

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.text()).doesNotContain("long enough");
        assertThat(operator.get("/users").json().get("items"))
                .extracting(user -> user.get("username").asText())
                .containsExactly("cleo", "operator", "viewer");
        assertThat(world.anybody()
                        .post("/session", "{\"username\":\"cleo\",\"password\":\"a long enough one\"}")
                        .json()
                        .get("role")
                        .asText())
                .isEqualTo("operator");
    }

    @Test
    void tellsAllThatIsWrongWithANewUser() {
        AdminWorld.Reply reply =
                operator.post("/users", "{\"username\":\"a b\",\"role\":\"king\",\"password\":\"short\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors())
                .containsExactly(
                        "username: must have letters, digits and . _ @ + - only",
                        "role: must be one of operator, viewer",
                        "password: must have 12 to 1000 characters");
    }

    @Test
    void takesEachNameOnce() {
        operator.post("/users", NEW);

        assertThat(operator.post("/users", NEW).status()).isEqualTo(409);
    }

    @Test
    void letsNobodyTakeTheirOwnRoleOrRemoveThemselves() {
        assertThat(operator.patch("/users/operator", "{\"role\":\"viewer\"}").errors())
                .containsExactly("role: must be changed by another operator");
        assertThat(operator.delete("/users/operator").status()).isEqualTo(409);
    }

    @Test
    void endsTheSessionsOfWhoeverIsRemoved() {
        AdminWorld.Caller viewer = world.viewer();
        assertThat(viewer.get("/session").status()).isEqualTo(200);

        assertThat(operator.delete("/users/viewer").status()).isEqualTo(204);

        assertThat(viewer.get("/session").status()).isEqualTo(401);
    }

    @Test
    void changesOnesOwnPasswordAndEndsOnesOtherSessions() {
        AdminWorld.Caller viewer = world.viewer();

        AdminWorld.Reply changed = viewer.post(
                "/session/password", "{\"old_password\":\"correct horse\",\"new_password\":\"another long one\"}");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().get("token").asText()).isNotEmpty();
        assertThat(viewer.get("/session").status()).isEqualTo(401);
    }

    @Test
    void wantsTheOldPasswordForANewOne() {
        AdminWorld.Reply reply = operator.post(
                "/session/password", "{\"old_password\":\"wrong\",\"new_password\":\"another long one\"}");

        assertThat(reply.errors()).containsExactly("old_password: is wrong");
    }

    @Test
    void writesDownWhatWasChanged() {
        operator.post("/users", NEW);
        operator.patch("/users/cleo", "{\"role\":\"viewer\"}");
        operator.patch("/users/cleo", "{\"role\":\"king\"}");
        operator.delete("/users/cleo");

        JsonNode items = operator.get("/audit").json().get("items");

        assertThat(items)
                .extracting(item -> item.get("act").asText() + " "
                        + item.get("subject").asText() + " "
                        + item.get("username").asText() + " " + item.get("via").asText())
                .containsExactly(
                        "users.delete cleo operator api",
                        "users.change cleo operator api",
                        "users.create cleo operator api");
        JsonNode change = items.get(1).get("changes");
        assertThat(change).hasSize(1);
        assertThat(change.get(0).get("field").asText()).isEqualTo("role");
        assertThat(change.get(0).get("before").asText()).isEqualTo("operator");
        assertThat(change.get(0).get("after").asText()).isEqualTo("viewer");
        assertThat(operator.get("/audit").text()).doesNotContain("long enough");
    }

    @Test
    void findsWhatWasDoneToOneOrByOne() {
        operator.post("/users", NEW);
        operator.post("/users", NEW.replace("cleo", "dora"));

        assertThat(operator.get("/audit?subject=dora").json().get("items")).hasSize(1);
        assertThat(operator.get("/audit?kind=accounts").json().get("items")).isEmpty();
        assertThat(operator.get("/audit?user=operator&limit=1")
                        .json()
                        .get("next")
                        .isNull())
                .isFalse();
        assertThat(operator.get("/audit?cursor=x").status()).isEqualTo(422);
    }
}
