package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Getting into the console and out of it. */
@ExtendWith(ArquillianExtension.class)
class ConsoleDoorsIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void letsPeopleInAndOut() {
        Page page = browser.page(Browser.Looks.USUAL);
        page.navigate("/web");
        assertThat(page).hasURL(Pattern.compile(".*/web/sign-in.*"));

        Browser.signIn(page, Admin.USERNAME, "not the password");
        assertThat(page.locator(".ui-messages-error")).containsText("wrong");

        Browser.signIn(page, Admin.USERNAME, Admin.PASSWORD);
        page.waitForURL("**/web/dashboard");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Dashboard")))
                .isVisible();
        Cookie session = page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("relay_session"))
                .findFirst()
                .orElseThrow();
        assertThat(session.httpOnly).isTrue();
        assertThat(session.sameSite.name()).isEqualTo("LAX");

        page.click("[id='leave:signOut']");
        page.waitForURL("**/web/sign-in");
        page.navigate("/web/calls");
        assertThat(page).hasURL(Pattern.compile(".*/web/sign-in\\?to=.*calls"));
    }

    @ParameterizedTest
    @CsvSource({
        "/web/reports?of=model, **/web/reports?of=model",
        "/web/sign-in?to=https://example.com/, **/web/dashboard"
    })
    void goesOnWhereSomebodyWantedToGoAndNeverAway(String asked, String reached) {
        Page page = browser.page(Browser.Looks.USUAL);
        page.navigate(asked);

        Browser.signIn(page, Admin.USERNAME, Admin.PASSWORD);

        page.waitForURL(reached);
    }

    @Test
    void refusesFormsOfOtherSites() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        String cookie = page.context().cookies().stream()
                .map(one -> one.name + "=" + one.value)
                .reduce("", (a, b) -> a + b + "; ");

        Reply reply = RelayClient.send(Ask.post("/web/profile", "x=1")
                .with("cookie", cookie)
                .with("origin", "https://evil.example")
                .with("content-type", "application/x-www-form-urlencoded"));

        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void lightAndDarkAndBothLanguagesAreChosenOnThePage() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/dashboard");

        page.selectOption("[data-theme-choice]", "dark");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.selectOption("[data-language-choice]", "zh");
        assertThat(page.locator("h1")).hasText("概览");

        page.navigate("/web/calls");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator("h1")).hasText("调用记录");
    }

    @Test
    void aNewPasswordEndsOtherSessions() {
        String before = "pat's first password";
        String after = Planted.remember("pat's second password");
        world.admin().createUser("pat", before, "operator");
        try {
            Page elsewhere = browser.signedIn(Browser.Looks.USUAL, "pat", before);
            elsewhere.navigate("/web/calls");
            Page page = browser.page(Browser.Looks.USUAL);
            page.navigate("/web/profile");
            Browser.signIn(page, "pat", before);
            page.waitForURL("**/web/profile");

            page.fill("[id='form:old_password']", before);
            page.fill("[id='form:new_password']", after);
            page.fill("[id='form:again']", after);
            page.click("[id='form:change']");

            assertThat(Browser.said(page)).containsText("password was changed");
            page.reload();
            assertThat(page.locator("h1")).isVisible();
            assertThat(page).hasURL(Pattern.compile(".*/web/profile"));
            elsewhere.navigate("/web/calls");
            assertThat(elsewhere).hasURL(Pattern.compile(".*/web/sign-in.*"));
        } finally {
            world.admin().deleteUser("pat");
        }
    }
}
