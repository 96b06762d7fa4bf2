package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of keys where there are ten thousand. */
@ExtendWith(ArquillianExtension.class)
class ConsoleCrowdIT {
    private static final int CROWD = 10_000;
    private static final int AT_ONCE = 500;
    private static final String NAME = "crowd-" + UUID.randomUUID();

    @RegisterExtension
    final Browser browser = new Browser();

    @BeforeAll
    static void makeThem() {
        for (int i = 0; i < CROWD / AT_ONCE; i++) {
            Admin.signedIn()
                    .post(
                            "/keys/batch",
                            "{\"name\":\"%s-%02d\",\"count\":%d,\"tags\":[\"crowd\"]}".formatted(NAME, i, AT_ONCE));
        }
    }

    @AfterAll
    static void takeThemAway() {
        Crowd.takeAway(NAME);
    }

    private static Locator rows(Page page) {
        return page.locator("[id='list:keys_data'] tr[data-rk]");
    }

    private static Locator names(Page page) {
        return rows(page).locator("a.strong");
    }

    @Test
    void isTurnedPageByPageAndTheAddressFollows() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/keys?tag=crowd&rows=100");
        assertThat(rows(page)).hasCount(100);
        assertThat(page.locator(".ui-paginator-current")).containsText("1–100 / " + CROWD);

        page.locator(".ui-paginator-last").click();

        assertThat(page.locator(".ui-paginator-current")).containsText("9901–10000 / " + CROWD);
        assertThat(page).hasURL(Pattern.compile(".*first=9900.*"));
        assertThat(names(page)).hasCount(100);
        List<String> last = names(page).allTextContents();
        page.reload();
        assertThat(names(page)).hasText(last.toArray(String[]::new));
    }

    @Test
    void isSearchedAndSorted() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/keys?tag=crowd");
        page.locator("[data-filter='q']").fill(NAME + "-13_4");
        page.locator("[data-filter='q']").press("Enter");
        page.waitForURL("**q=**");
        assertThat(page.locator(".ui-paginator-current")).containsText("/ 111");

        page.locator("th", new Page.LocatorOptions().setHasText("Name")).first().click();

        assertThat(page).hasURL(Pattern.compile(".*sort=name.*"));
        assertThat(names(page).nth(0)).hasText(NAME + "-13_4");
        assertThat(names(page).nth(1)).hasText(NAME + "-13_40");
        assertThat(names(page).nth(2)).hasText(NAME + "-13_400");
        page.goBack();
        assertThat(page.locator(".ui-paginator-current")).containsText("/ " + CROWD);
    }
}
