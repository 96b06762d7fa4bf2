package org.llmrelay.console.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountFilterTest {
    private static final Map<String, Object> BLOCKED = account("b", "blocked", 1, 10, 3);
    private static final Map<String, Object> COOLING = account("c", "cooling", 5, 30, 2);
    private static final Map<String, Object> READY = account("A", "healthy", 8, 20, 90);
    private static final Map<String, Object> OFF = account("d", "disabled", 9, 40, 1);
    private static final List<Map<String, Object>> ALL = List.of(OFF, READY, COOLING, BLOCKED);

    @Test
    void putsThoseInTroubleFirst() {
        assertThat(AccountFilter.read(Map.of()).of(ALL)).containsExactly(BLOCKED, COOLING, READY, OFF);
    }

    @Test
    void findsThoseThatWaitForSomebody() {
        assertThat(AccountFilter.read(Map.of("standing", "trouble")).of(ALL)).containsExactly(BLOCKED);
        assertThat(AccountFilter.read(Map.of("standing", "resting")).of(ALL)).containsExactly(COOLING);
        assertThat(AccountFilter.read(Map.of("standing", "ready")).of(ALL)).containsExactly(READY);
        assertThat(AccountFilter.read(Map.of("standing", "off")).of(ALL)).containsExactly(OFF);
    }

    @Test
    void findsByAPartOfTheNameTheAddressOrTheProxy() {
        assertThat(AccountFilter.read(Map.of("q", " a ")).of(List.of(READY))).containsExactly(READY);
        assertThat(AccountFilter.read(Map.of("q", "HOST-B")).of(ALL)).containsExactly(BLOCKED);
        assertThat(AccountFilter.read(Map.of("q", "proxy-c")).of(ALL)).containsExactly(COOLING);
        assertThat(AccountFilter.read(Map.of("q", "nobody")).of(ALL)).isEmpty();
    }

    @Test
    void findsByKindAndGroup() {
        assertThat(AccountFilter.read(Map.of("kind", "other")).of(ALL)).isEmpty();
        assertThat(AccountFilter.read(Map.of("kind", "some", "group", "grp_d")).of(ALL))
                .containsExactly(OFF);
    }

    @Test
    void sortsAsItIsAsked() {
        assertThat(AccountFilter.read(Map.of("sort", "name")).of(ALL)).containsExactly(READY, BLOCKED, COOLING, OFF);
        assertThat(AccountFilter.read(Map.of("sort", "priority")).of(ALL))
                .containsExactly(BLOCKED, READY, COOLING, OFF);
        assertThat(AccountFilter.read(Map.of("sort", "cost")).of(ALL)).containsExactly(OFF, READY, COOLING, BLOCKED);
        assertThat(AccountFilter.read(Map.of("sort", "quota")).of(ALL)).containsExactly(READY, BLOCKED, COOLING, OFF);
    }

    private static Map<String, Object> account(String name, String stand, int cost, int priority, int percent) {
        return Map.of(
                "name",
                name,
                "stand",
                stand,
                "kind",
                "some",
                "groups",
                List.of("grp_" + name),
                "fields",
                Map.of("base_url", "https://host-" + name),
                "proxy",
                Map.of("name", "Proxy-" + name),
                "priority",
                priority,
                "month",
                Map.of("cost", Map.of("rated_microdollars", cost)),
                "state",
                Map.of("quota", List.of(Map.of("percent", percent))));
    }
}
