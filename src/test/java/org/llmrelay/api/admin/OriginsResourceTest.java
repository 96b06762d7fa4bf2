package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.settings.Origins;
import org.llmrelay.signin.Role;

class OriginsResourceTest {
    private static final String PATH = "/settings/origins";

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    @Test
    void allowsNobodyAtFirst() {
        assertThat(operator.get(PATH).text()).isEqualTo("{\"allowed_origins\":[]}");
    }

    @Test
    void allowsWhomTheOperatorNames() {
        AdminWorld.Reply reply = operator.send(
                "PUT", PATH, "{\"allowed_origins\":[\"https://chat.example\",\"http://localhost:5173\"]}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(operator.get(PATH).text()).isEqualTo(reply.text());
        assertThat(world.origins.current())
                .isEqualTo(new Origins(List.of("https://chat.example", "http://localhost:5173")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"https://chat.example/\"]", "[\"chat.example\"]", "\"*\"", "[7]"})
    void refusesWhatIsNoOrigin(String origins) {
        AdminWorld.Reply reply = operator.send("PUT", PATH, "{\"allowed_origins\":" + origins + "}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(reply.text()).contains("allowed_origins");
        assertThat(world.origins.current()).isEqualTo(Origins.NONE);
    }

    @Test
    void letsViewersLookOnly() {
        AdminWorld.Caller viewer = world.signedIn(Role.VIEWER);

        assertThat(viewer.get(PATH).status()).isEqualTo(200);
        assertThat(viewer.send("PUT", PATH, "{\"allowed_origins\":[\"*\"]}").status())
                .isEqualTo(403);
    }
}
