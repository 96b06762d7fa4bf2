package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;

/** What an operator does with accounts, groups and proxies on the console's pages. */
@ExtendWith(ArquillianExtension.class)
class ConsoleAccountsIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final Browser browser = new Browser();

    private final String name = "thing " + UUID.randomUUID();

    private static Locator row(Page page, Account account) {
        return page.locator("tr:has(a[href$='id=" + account.id() + "'])");
    }

    private JsonNode shown(Account account) {
        return world.admin().get("/accounts/" + account.id());
    }

    @Test
    void aNewAccountIsTestedAndTakesCalls() {
        String credential = Planted.credential();
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/account-new");
        page.locator("a.pick[href$='kind=anthropic']").click();
        page.fill("[id='form:name']", name);
        page.fill("[id='form:fields_api_key']", credential);
        page.fill("[id='form:fields_base_url']", world.upstream().baseUrl().toString());

        page.click("[id='form:add']");

        page.waitForURL("**/web/account?id=**");
        assertThat(Browser.said(page)).containsText("Account " + name + " was added");
        assertThat(page.locator("h1")).containsText(name);
        assertThat(page.content()).doesNotContain(credential);
        RelayClient.send(Ask.message().key(world.key())).isFine();
    }

    @Test
    void anAccountIsSwitchedOffAndOnAndPutFirst() {
        Account account = world.account();
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/accounts");
        Locator row = row(page, account);

        row.locator(".switch").uncheck();
        assertThat(Browser.said(page)).containsText("is off");
        assertThat(shown(account).path("enabled").asBoolean()).isFalse();
        row.locator(".switch").check();
        assertThat(Browser.said(page)).containsText("is on");
        row.locator("input.in-place").first().fill("3");
        row.locator("input.in-place").first().blur();

        assertThat(Browser.said(page)).containsText("is now 3");
        assertThat(shown(account).path("priority").asInt()).isEqualTo(3);
        assertThat(shown(account).path("enabled").asBoolean()).isTrue();
    }

    @Test
    void anAccountIsEditedWithoutItsSecret() {
        Account account = world.account();
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/account-edit?id=" + account.id());
        page.fill("[id='form:name']", name);
        page.fill("[id='form:limits_concurrency']", "4");

        page.click("[id='form:save']");

        page.waitForURL("**/web/account?id=**");
        assertThat(page.locator("h1")).containsText(name);
        assertThat(shown(account).at("/limits/concurrency").asInt()).isEqualTo(4);
        RelayClient.send(Ask.message().key(world.key())).isFine();
    }

    @Test
    void anAccountIsTestedAndDeleted() {
        Account account = world.account();
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/account?id=" + account.id());

        page.fill("[id='form:test_model']", Ask.MODEL);
        page.click("[id='form:test']");
        assertThat(page.locator(".notice[role='status']")).containsText("HTTP 200");
        page.click("[id='end:delete']");
        Browser.confirm(page);

        page.waitForURL(Pattern.compile(".*/web/accounts.?$"));
        assertThat(Browser.said(page)).containsText("was deleted");
    }

    @Test
    void aGroupIsMadeAndDeleted() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/groups");
        page.click("[id='list:add']");
        page.fill("[id='edit:name']", name);
        page.locator("[id='edit:policy'] input[value='least_busy']").check();

        page.click("[id='edit:save']");

        assertThat(Browser.said(page)).containsText("Group " + name + " was saved");
        Locator card = page.locator("section.card", new Page.LocatorOptions().setHasText(name));
        card.locator("button", new Locator.LocatorOptions().setHasText("Delete group"))
                .click();
        Browser.confirm(page);
        assertThat(Browser.said(page)).containsText("was deleted");
        assertThat(card).hasCount(0);
    }

    @Test
    void aProxyIsMadeTriedAndDeleted() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/proxies");
        page.click("[id='list:add']");
        page.fill("[id='edit:name']", name);
        page.fill("[id='edit:host']", "127.0.0.1");
        page.fill("[id='edit:port']", "9");
        page.click("[id='edit:save']");
        assertThat(Browser.said(page)).containsText("Proxy " + name + " was saved");
        Locator card = page.locator("section.card", new Page.LocatorOptions().setHasText(name));

        card.locator("button", new Locator.LocatorOptions().setHasText("Try")).click();

        assertThat(card.locator(".notice.is-bad")).isVisible();
        card.locator("button", new Locator.LocatorOptions().setHasText("Delete proxy"))
                .click();
        Browser.confirm(page);
        assertThat(card).hasCount(0);
    }

    @Test
    void saysWhatHoldsAnAccountBackAndForgetsIt() {
        Account account = world.account();
        world.playing(account).always(Behaviours.status(401));
        RelayClient.send(Ask.message().key(world.key()));
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/accounts?standing=trouble");
        row(page, account).locator("a.cell-title").click();
        page.waitForURL("**/web/account?id=**");

        page.click("[id='form:reset']");
        Browser.confirm(page);

        assertThat(page.locator("[id='form:reset']")).hasCount(0);
        assertThat(world.state(account).path("state").asText()).isEqualTo("healthy");
    }
}
