package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in a real browser: getting in and out, what each page shows, and who may do what. */
@ExtendWith(ArquillianExtension.class)
class ConsoleIT {
    private static final List<String> PAGES = List.of(
            "dashboard",
            "calls",
            "reports",
            "audit",
            "profile",
            "settings",
            "settings-prices",
            "settings-people",
            "settings-safety");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final Browser browser = new Browser();

    static Stream<String> pages() {
        return PAGES.stream();
    }

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

        page.click("[id='leave:signOut']");
        page.waitForURL("**/web/sign-in");
        page.navigate("/web/calls");
        assertThat(page).hasURL(Pattern.compile(".*/web/sign-in\\?to=.*calls"));
    }

    @Test
    void goesOnWhereSomebodyWantedToGo() {
        Page page = browser.page(Browser.Looks.USUAL);
        page.navigate("/web/reports?of=model");

        Browser.signIn(page, Admin.USERNAME, Admin.PASSWORD);

        page.waitForURL("**/web/reports?of=model");
    }

    @Test
    void leadsNobodyAstray() {
        Page page = browser.page(Browser.Looks.USUAL);
        page.navigate("/web/sign-in?to=https://example.com/");

        Browser.signIn(page, Admin.USERNAME, Admin.PASSWORD);

        page.waitForURL("**/web/dashboard");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasNoGraveFaultForThoseWhoDoNotSeeOrPoint(String name) {
        for (Browser.Looks looks : List.of(Browser.Looks.USUAL, Browser.Looks.DARK)) {
            Page page = browser.signedIn(looks);
            page.navigate("/web/" + name);

            List<String> faults = new AxeBuilder(page)
                    .analyze().getViolations().stream()
                            .filter(rule -> GRAVE.contains(rule.getImpact()))
                            .map(ConsoleIT::told)
                            .toList();

            assertThat(faults).as(name + " " + looks.colours()).isEmpty();
        }
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getNodes();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void fitsOnAPhone(String name) {
        Page page = browser.signedIn(Browser.Looks.PHONE);
        page.navigate("/web/" + name);

        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

        assertThat(overflow).isEqualTo(0);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void speaksChinese(String name) {
        Page page = browser.signedIn(Browser.Looks.CHINESE);
        page.navigate("/web/" + name);

        assertThat(page.locator("h1").first().textContent()).containsPattern("\\p{IsHan}");
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void runsNoScriptThatIsNotItsOwn(String name) {
        Page page = browser.signedIn(Browser.Looks.USUAL);

        Response response = page.navigate("/web/" + name);

        Map<String, String> headers = response.headers();
        assertThat(headers.get("content-security-policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .containsPattern("script-src 'self' 'nonce-[^']+'")
                .doesNotContain("unsafe-eval");
        assertThat(headers)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cache-control", "no-store");
    }

    @Test
    void keepsItsCookiesFromScripts() {
        Page page = browser.signedIn(Browser.Looks.USUAL);

        Cookie session = page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("relay_session"))
                .findFirst()
                .orElseThrow();

        assertThat(session.httpOnly).isTrue();
        assertThat(session.sameSite.name()).isEqualTo("LAX");
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

        page.selectOption("[data-theme-choice]", "dark");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.selectOption("[data-language-choice]", "zh");
        assertThat(page.locator("h1")).hasText("概览");

        page.navigate("/web/calls");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator("h1")).hasText("调用记录");
    }

    @Test
    void showsACallWithItsCostAndItsAttempts() {
        world.account();
        Key key = world.key();
        RelayClient.send(Ask.message().key(key)).isFine();
        world.booked(key);
        Page page = browser.signedIn(Browser.Looks.USUAL);

        page.navigate("/web/calls?key=" + key.id());
        Locator rows = page.locator("tbody tr");
        assertThat(rows).hasCount(1);
        assertThat(rows.first()).containsText("Completed");
        rows.first().locator("a").first().click();

        page.waitForURL("**/web/call?**");
        assertThat(page.locator("main")).containsText("At list prices");
    }

    @Test
    void letsViewersLookAndChangeNothing() {
        Page operator = browser.signedIn(Browser.Looks.USUAL);
        operator.navigate("/web/settings-people");
        operator.fill("[id='form:username']", "vera");
        operator.fill("[id='form:password']", Planted.remember("vera's long password"));
        operator.click("[id='form:add']");
        assertThat(operator.locator("[id='list'] tbody")).containsText("vera");

        try {
            Page viewer = browser.signedIn(Browser.Looks.USUAL, "vera", "vera's long password");
            viewer.navigate("/web/settings-people");
            assertThat(viewer.locator("[id='form:add']")).hasCount(0);
            assertThat(viewer.locator("tbody")).containsText("vera");

            operator.navigate("/web/audit?kind=users");
            assertThat(operator.locator("tbody tr").first()).containsText("User let in");
            assertThat(operator.content()).doesNotContain("vera's long password");
        } finally {
            world.admin().deleteUser("vera");
        }
    }

    @Test
    void tellsWhenASessionHasEndedAndKeepsWhatWasTyped() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/settings-people");
        page.fill("[id='form:username']", "somebody.new");
        page.context().clearCookies();

        page.click("[id='form:add']");

        assertThat(page.locator(".toast")).containsText("session has ended");
        page.locator(".toast button").click();
        page.waitForURL("**/web/sign-in**");
        Browser.signIn(page, Admin.USERNAME, Admin.PASSWORD);
        page.waitForURL("**/web/settings-people");
        assertThat(page.locator("[id='form:username']")).hasValue("somebody.new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7d", "30d", "month"})
    void remembersARangeInTheAddress(String range) {
        Page page = browser.signedIn(Browser.Looks.USUAL);

        page.navigate("/web/dashboard?range=" + range);

        assertThat(page.locator(".page-head .ranges a[aria-current]"))
                .hasAttribute("href", Pattern.compile(".*range=" + range + ".*"));
    }
}
