package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may only look sees everything and finds nothing to press. {@link ForgedPostsIT} is about those who press nevertheless. */
@ExtendWith(ArquillianExtension.class)
class ConsoleRolesIT {
    private static final String VIEWER = "vera";
    private static final String PASSWORD = "vera's long password";

    /** Buttons that change nothing, and a person's own password. */
    private static final Set<String> HARMLESS = Set.of("form:change", "explain:ask", "look:open");

    @RegisterExtension
    static final ConsoleHouse HOUSE = new ConsoleHouse();

    @RegisterExtension
    final Browser browser = new Browser();

    @BeforeAll
    static void letHerIn() {
        Admin.signedIn().createUser(VIEWER, PASSWORD, "viewer");
    }

    @AfterAll
    static void showHerOut() {
        Admin.signedIn().deleteUser(VIEWER);
    }

    static Stream<String> pages() {
        return ConsolePages.ALL.stream();
    }

    private Page viewer() {
        return browser.signedIn(Browser.Looks.USUAL, VIEWER, PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void viewersSeeThePageAndNothingToPressOrToFillIn(String name) {
        Page page = viewer();

        page.navigate(HOUSE.address(name));

        assertThat(page.locator("h1")).isVisible();
        Object buttons = page.locator("main .ui-button:visible:not(:disabled)")
                .evaluateAll("all => all.filter(one => !one.closest('.ui-paginator'))"
                        + ".map(one => one.id || one.textContent.trim())");
        assertThat((List<?>) buttons).allMatch(HARMLESS::contains);
        Object forms = page.locator("main form[data-draft] :is(input, select, textarea):visible:not(:disabled)")
                .evaluateAll("all => all.map(one => one.id)");
        assertThat((List<?>) forms).isEmpty();
    }

    @Test
    void whatAnOperatorDidIsWrittenDownForViewersToo() {
        Page operator = browser.signedIn(Browser.Looks.USUAL);
        operator.navigate("/web/settings-people");
        operator.fill("[id='form:username']", "wim");
        operator.fill("[id='form:password']", Planted.remember("wim's long password"));
        operator.click("[id='form:add']");
        assertThat(operator.locator("[id='list'] tbody")).containsText("wim");

        try {
            Page page = viewer();
            page.navigate("/web/audit?kind=users");
            assertThat(page.locator("tbody tr").first()).containsText("User added");
            assertThat(page.content()).doesNotContain("wim's long password");
        } finally {
            Admin.signedIn().deleteUser("wim");
        }
    }
}
