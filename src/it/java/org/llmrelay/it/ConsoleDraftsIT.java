package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session ends while somebody is typing: once they have signed in again, all of it is there but for secrets. */
@ExtendWith(ArquillianExtension.class)
class ConsoleDraftsIT {
    @RegisterExtension
    static final ConsoleHouse HOUSE = new ConsoleHouse();

    @RegisterExtension
    final Browser browser = new Browser();

    private final String name = "typed " + UUID.randomUUID();

    private Page open(String page) {
        Page opened = browser.signedIn(Browser.Looks.USUAL);
        opened.navigate(HOUSE.address(page));
        return opened;
    }

    /** Presses a button after the session has ended, and signs in again. */
    private static void loseTheSession(Page page, String button) {
        String address = page.url();
        page.context().clearCookies();
        page.click(button);
        assertThat(page.locator(".toast")).containsText("session has ended");
        page.locator(".toast button").click();
        page.waitForURL("**/web/sign-in**");
        Browser.signIn(page, Admin.USERNAME, Admin.PASSWORD);
        page.waitForURL(address);
        assertThat(page.locator(".toast")).containsText("was kept");
    }

    private static Locator button(Page page, String label) {
        return page.locator("button[aria-label='" + label + "']");
    }

    private static void has(Page page, String id, String value) {
        assertThat(page.locator("[id='" + id + "']")).hasValue(value);
    }

    @Test
    void keepsAKeyWithItsLimits() {
        Page page = open("key-edit");
        page.fill("[id='form:name']", name);
        page.fill("[id='form:tags']", "red, blue");
        page.selectOption("[id='form:expiry']", "after");
        page.fill("[id='form:lasts_hours']", "9");
        page.check("[id='form:rights_services:1']");
        page.locator("[data-grows]").click();
        page.fill("[id='form:limits_rules_0_most']", "15");
        page.locator("[data-grows]").click();
        page.fill("[id='form:limits_rules_1_most']", "300");
        page.selectOption("[id='form:limits_rules_1_unit']", "requests");
        page.selectOption("[id='form:limits_rules_1_period_kind']", "sliding");
        page.fill("[id='form:limits_rules_1_period_minutes']", "45");

        loseTheSession(page, "[id='form:save']");

        has(page, "form:name", name);
        has(page, "form:tags", "red, blue");
        has(page, "form:lasts_hours", "9");
        assertThat(page.locator("[id='form:lasts_hours']")).isVisible();
        assertThat(page.locator("[id='form:rights_services:1']")).isChecked();
        has(page, "form:limits_rules_0_most", "15");
        has(page, "form:limits_rules_1_most", "300");
        has(page, "form:limits_rules_1_unit", "requests");
        has(page, "form:limits_rules_1_period_minutes", "45");
        assertThat(page.locator("[id='form:limits_rules_1_period_minutes']")).isVisible();
    }

    @Test
    void keepsThatALimitWasTakenAway() {
        Page page = open("key-edit?id={key}");
        assertThat(page.locator("[data-row]")).hasCount(2);
        page.locator("[data-shrinks]").first().click();
        assertThat(page.locator("[data-row]")).hasCount(1);
        page.fill("[id='form:limits_rules_0_most']", "99");

        loseTheSession(page, "[id='form:save']");

        assertThat(page.locator("[data-row]")).hasCount(1);
        has(page, "form:limits_rules_0_most", "99");
    }

    @Test
    void keepsANewAccountButForItsSecret() {
        Page page = open("account-new?kind=anthropic");
        page.fill("[id='form:name']", name);
        page.fill("[id='form:fields_api_key']", Planted.credential());
        page.fill("[id='form:priority']", "7");

        loseTheSession(page, "[id='form:add']");

        has(page, "form:name", name);
        has(page, "form:priority", "7");
        has(page, "form:fields_api_key", "");
    }

    @Test
    void keepsAnAccountWithItsModelsAndItsProxy() {
        Page page = open("account-edit?id={account}");
        page.fill("[id='form:name']", name);
        page.click("[id='form:addModel']");
        page.locator(".pair input").first().fill("asked-for");
        page.locator(".pair input").last().fill("known-as");
        page.selectOption("[id='form:proxy']", "own");
        page.fill("[id='form:proxy_host']", "proxy.example");

        loseTheSession(page, "[id='form:save']");

        has(page, "form:name", name);
        has(page, "form:proxy", "own");
        has(page, "form:proxy_host", "proxy.example");
        assertThat(page.locator(".pair input").first()).hasValue("asked-for");
        assertThat(page.locator(".pair input").last()).hasValue("known-as");
    }

    @Test
    void keepsAGroup() {
        Page page = open("groups");
        page.click("[id='list:add']");
        page.fill("[id='edit:name']", name);
        page.locator("[id='edit:policy'] input[value='least_busy']").check();

        loseTheSession(page, "[id='edit:save']");

        has(page, "edit:name", name);
        assertThat(page.locator("[id='edit:name']")).isVisible();
        assertThat(page.locator("[id='edit:policy'] input[value='least_busy']")).isChecked();
    }

    @Test
    void keepsAProxy() {
        Page page = open("proxies");
        page.locator("button[aria-label^='Edit: A proxy']").first().click();
        page.fill("[id='edit:name']", name);
        page.fill("[id='edit:port']", "4711");

        loseTheSession(page, "[id='edit:save']");

        has(page, "edit:name", name);
        has(page, "edit:port", "4711");
        has(page, "edit:host", "127.0.0.1");
        assertThat(page.locator("[id='edit:name']")).isVisible();
    }

    @Test
    void keepsAPrice() {
        Page page = open("settings-prices?search=" + Ask.MODEL);
        button(page, "Change: " + Ask.MODEL).first().click();
        page.fill("[id='form:input']", "7.5");

        loseTheSession(page, "[id='form'] button.is-main");

        has(page, "form:input", "7.5");
        has(page, "form:model", Ask.MODEL);
        assertThat(page.locator("[id='form:input']")).isVisible();
    }

    @Test
    void keepsAUserButForThePassword() {
        Page page = open("settings-people");
        page.fill("[id='form:username']", "wanda");
        page.selectOption("[id='form:role']", "operator");
        page.fill("[id='form:password']", Planted.remember("wanda's long password"));

        loseTheSession(page, "[id='form:add']");

        has(page, "form:username", "wanda");
        has(page, "form:role", "operator");
        has(page, "form:password", "");
    }

    @Test
    void keepsSettings() {
        Page page = open("settings-calls");
        Locator first = page.locator("[id='form'] input[type='text']").first();
        first.fill("9");

        loseTheSession(page, "[id='form:save']");

        assertThat(first).hasValue("9");
    }

    @Test
    void keepsLimitsOfNewKeys() {
        Page page = open("settings-keys");
        page.locator("[data-grows]").click();
        page.locator("[id$='limits_rules_0_most']").fill("15");

        loseTheSession(page, "[id='form:save']");

        assertThat(page.locator("[id$='limits_rules_0_most']")).hasValue("15");
    }

    @Test
    void keepsWhatIsSentWithoutScripts() {
        Page page = open("settings");
        page.fill("[id='form:branding_name']", name.substring(0, 30));
        page.fill("[id='form:notices_console']", "Closed on Friday");
        page.context().clearCookies();

        page.click("[id='form:save']");

        page.waitForURL("**/web/sign-in**");
        Browser.signIn(page, Admin.USERNAME, Admin.PASSWORD);
        page.waitForURL("**/web/settings");
        assertThat(page.locator(".toast")).containsText("was kept");
        has(page, "form:branding_name", name.substring(0, 30));
        has(page, "form:notices_console", "Closed on Friday");
    }

    /** The server forgets pages sooner than people. */
    @Test
    void keepsWhatIsSentFromAPageThatTheServerForgot() {
        Page page = open("settings");
        page.fill("[id='form:notices_console']", "Closed on Friday");
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("relay_page"));

        page.click("[id='form:save']");

        assertThat(page.locator(".toast")).containsText("was kept");
        has(page, "form:notices_console", "Closed on Friday");
    }

    @Test
    void bringsNothingBackThatWasSaved() {
        Page page = open("settings");
        page.fill("[id='form:notices_console']", "Closed on Friday");
        page.click("[id='form:save']");
        assertThat(Browser.said(page)).containsText("saved");
        try {
            Admin.signedIn().send(Ask.get("/settings")).isFine();
            assertThat(page.locator(".toast")).hasCount(0);
        } finally {
            page.locator("[aria-label='Put back: For the console']").click();
            assertThat(Browser.said(page)).containsText("deployed");
        }
    }
}
