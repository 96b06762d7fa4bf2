package org.llmrelay.console.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Map<String, Object> ON = Map.of("enabled", true);

    @Test
    void isOffWhateverElseIsTheCase() {
        assertThat(Stand.of(Map.of("enabled", false), state("blocked"), NOW)).isEqualTo(Stand.DISABLED);
    }

    @Test
    void isExpiredFromTheMomentOn() {
        Map<String, Object> ends = Map.of("enabled", true, "expires_at", "2030-01-01T12:00:00Z");

        assertThat(Stand.of(ends, state("healthy"), NOW)).isEqualTo(Stand.EXPIRED);
        assertThat(Stand.of(ends, state("healthy"), NOW.minusSeconds(1))).isEqualTo(Stand.HEALTHY);
    }

    @Test
    void isWhatItsStateSays() {
        assertThat(List.of("cooling", "limited", "out_of_quota", "needs_sign_in", "blocked"))
                .extracting(code -> Stand.of(ON, state(code), NOW).code())
                .containsExactly("cooling", "limited", "out_of_quota", "needs_sign_in", "blocked");
    }

    @Test
    void restsPartlyWhileOneFamilyRests() {
        assertThat(Stand.of(ON, state("healthy", coolDown("opus", true)), NOW)).isEqualTo(Stand.PARTLY);
    }

    @Test
    void isOnProbationWhenItsRestIsOver() {
        assertThat(Stand.of(ON, state("healthy", coolDown("*", false)), NOW)).isEqualTo(Stand.PROBATION);
    }

    @Test
    void comesEarlierTheMoreItNeedsSomebody() {
        List<Stand> all = Arrays.asList(Stand.values());

        assertThat(all.subList(0, 3)).allMatch(Stand::waits);
        assertThat(all.subList(3, all.size())).noneMatch(Stand::waits);
        assertThat(all.subList(3, 7)).allMatch(Stand::rests);
    }

    @Test
    void endsWithTheCoolDownOfAllFamilies() {
        Map<String, Object> state = state("limited", coolDown("opus", true), coolDown("*", true));

        assertThat(Stand.ends(Stand.LIMITED, state)).isEqualTo("until-*");
    }

    @Test
    void endsWithTheFullestWindowWhereNothingElseIsHeldAgainstIt() {
        Map<String, Object> state = Map.of(
                "state",
                "out_of_quota",
                "cool_downs",
                List.of(),
                "quota",
                List.of(Map.of("percent", 40, "resets_at", "soon"), Map.of("percent", 100, "resets_at", "later")));

        assertThat(Stand.ends(Stand.OUT_OF_QUOTA, state)).isEqualTo("later");
        assertThat(Stand.ends(Stand.HEALTHY, state)).isNull();
    }

    private static Map<String, Object> state(String code, Object... coolDowns) {
        return Map.of("state", code, "cool_downs", List.of(coolDowns), "quota", List.of());
    }

    private static Map<String, Object> coolDown(String family, boolean resting) {
        return Map.of("family", family, "until", "until-" + family, "resting", resting, "probation", !resting);
    }
}
