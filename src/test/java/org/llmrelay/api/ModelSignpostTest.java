package org.llmrelay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrelay.api.Entrance.Door;
import org.llmrelay.settings.ModelRoutes;
import org.llmrelay.settings.ModelRoutes.Route;

class ModelSignpostTest {
    private static final Door CLAUDE = new Door(new PlainDialect(), "claude");
    private static final Door CHAT = new Door(new PlainDialect(), "openai");
    private static final Door RESPONSES = new Door(new PlainDialect(), "openai, translated");
    private static final Map<String, List<Door>> DOORS =
            Map.of("claude", List.of(CLAUDE), "openai", List.of(CHAT, RESPONSES));

    private final Set<Door> served = new HashSet<>(Set.of(CLAUDE, CHAT, RESPONSES));

    private ModelSignpost signpost(Route... routes) {
        return new ModelSignpost(new ModelRoutes(List.of(routes)), DOORS, served::contains);
    }

    @Test
    void goesByTheFirstPatternThatFits() {
        ModelSignpost signpost = signpost(new Route("claude-*", "claude"), new Route("*", "openai"));

        assertThat(signpost.behind("claude-opus-5-5")).isEqualTo(CLAUDE);
        assertThat(signpost.behind("gpt-5")).isEqualTo(CHAT);
    }

    @Test
    void takesTheNextDoorWhereNobodyIsBehindTheFirst() {
        served.remove(CHAT);

        assertThat(signpost(new Route("*", "openai")).behind("gpt-5")).isEqualTo(RESPONSES);
    }

    @Test
    void takesTheFirstDoorWhereNobodyIsBehindAny() {
        served.clear();

        assertThat(signpost(new Route("*", "openai")).behind("gpt-5")).isEqualTo(CHAT);
    }

    @Test
    void sendsWhatNoPatternSpeaksOfWhereTheLastOneLeads() {
        ModelSignpost signpost = signpost(new Route("gpt-*", "openai"), new Route("claude-*", "claude"));

        assertThat(signpost.behind("deepseek-chat")).isEqualTo(CLAUDE);
    }

    @Test
    void refusesARouteToNowhere() {
        assertThatThrownBy(() -> signpost(new Route("*", "droids")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("droids");
    }
}
