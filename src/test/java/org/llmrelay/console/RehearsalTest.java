package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void takesEachPageOnceAndThoseThatPeopleOpenFirstBeforeTheOthers() {
        Set<String> files = Set.of(
                "/web/calls.xhtml",
                "/web/keys.xhtml",
                "/web/parts/",
                "/web/dashboard.xhtml",
                "/web/accounts.xhtml",
                "/web/sign-in.xhtml",
                "/web/audit.xhtml",
                "/web/read.me");
        ServletContext server = StandIn.of(ServletContext.class, Map.of("getResourcePaths", files));

        assertThat(Rehearsal.pages(server))
                .containsExactly(
                        "/web/sign-in",
                        "/web/dashboard",
                        "/web/keys",
                        "/web/accounts",
                        "/web/audit",
                        "/web/calls",
                        "/stats");
    }
}
