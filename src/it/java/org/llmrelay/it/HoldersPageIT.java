package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of those who hold keys. */
@ExtendWith(ArquillianExtension.class)
class HoldersPageIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final Browser browser = new Browser();

    private Page opened(Browser.Looks looks, String texts) {
        Page page = browser.page(looks);
        page.navigate("/stats");
        page.fill("[id='look:keys']", texts);
        page.click("[id='look:open']");
        return page;
    }

    private static void requireThatAnybodyCanUseIt(Page page) {
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule -> rule.getImpact().matches("serious|critical"))
                                .map(rule -> rule.getId() + ": " + rule.getNodes()))
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0);
    }

    @Test
    void showsWhatAKeyHasUsedAndNeverItsText() {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":4}");
        Key other = world.key();
        RelayClient.send(Ask.message().key(key)).isFine();
        world.booked(key);

        Page page = opened(Browser.Looks.USUAL, key.text() + "\n" + other.text());

        assertThat(page.locator("main")).containsText("0 / 4");
        assertThat(page.locator("main")).containsText("All keys together");
        assertThat(page.locator("main")).containsText(Ask.MODEL);
        assertThat(page.content()).doesNotContain(key.text());
        assertThat(page).hasURL(Pattern.compile(".*/stats$"));
        requireThatAnybodyCanUseIt(page);
    }

    @Test
    void canBeReadOnAPhoneInTheDarkAndInChinese() {
        Key key = world.key();

        requireThatAnybodyCanUseIt(opened(Browser.Looks.PHONE, key.text()));
        requireThatAnybodyCanUseIt(opened(Browser.Looks.DARK, key.text()));
        Page page = opened(Browser.Looks.CHINESE, key.text());
        requireThatAnybodyCanUseIt(page);
        assertThat(page.locator("h1").textContent()).containsPattern("\\p{IsHan}");
        assertThat(page.locator("main").textContent()).doesNotContain("???");
    }

    @Test
    void neitherAnIdNorAGuessOpensAnything() {
        Key key = world.key();

        Page page = opened(Browser.Looks.USUAL, key.id());

        assertThat(Browser.said(page)).containsText("Not known here: 1");
        assertThat(page.locator("main")).not().containsText("a test");
    }
}
