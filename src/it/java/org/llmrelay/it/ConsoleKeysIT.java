package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator does with keys on the console's pages. */
@ExtendWith(ArquillianExtension.class)
class ConsoleKeysIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final Browser browser = new Browser();

    private final String name = "key " + UUID.randomUUID();

    private static Locator rows(Page page) {
        return page.locator("[id='list:keys_data'] tr[data-rk]");
    }

    private static Locator button(Page page, String text) {
        return page.locator("button:visible", new Page.LocatorOptions().setHasText(text));
    }

    @Test
    void aNewKeyIsShownOnceAndWorks() {
        world.account();
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/key-edit");
        page.fill("[id='form:name']", name);
        page.fill("[id='form:owner']", "ada");
        page.fill("[id='form:tags']", "red, blue");
        button(page, "Budget a day").click();
        page.fill("[id='form:limits_rules_0_most']", "15");

        page.click("[id='form:save']");

        page.waitForURL("**/web/key-issued");
        Key key = new Key("", Planted.remember(page.locator("#issued-key").textContent()));
        RelayClient.send(Ask.message().key(key)).isFine();
        page.reload();
        assertThat(page.locator("main")).containsText("shown once");
        assertThat(page.content()).doesNotContain(key.text());
        page.navigate("/web/keys?q=" + name);
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("/ $15.00");
    }

    @Test
    void aMistakeStandsBesideItsInputAndNothingIsLost() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/key-edit");
        page.fill("[id='form:owner']", "ada");
        page.fill("[id='form:rights_models_allowed']", "a".repeat(300));

        page.click("[id='form:save']");

        assertThat(page.locator(".field:has([id='form:name']) .field-mistake")).isVisible();
        assertThat(page.locator(".field:has([id='form:rights_models_allowed']) .field-mistake"))
                .isVisible();
        assertThat(page.locator("[id='form:owner']")).hasValue("ada");
    }

    @Test
    void aKeyIsEdited() {
        Key key = world.key();
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/key-edit?id=" + key.id());
        page.fill("[id='form:name']", name);
        page.fill("[id='form:limits_concurrency']", "3");

        page.click("[id='form:save']");

        page.waitForURL("**/web/key?id=" + key.id());
        assertThat(Browser.said(page)).containsText(name + " saved");
        assertThat(page.locator("h1")).containsText(name);
        assertThat(page.locator("[id='limits']")).containsText("0 / 3");
    }

    @Test
    void aKeyIsDisabledDeletedAndRestored() {
        world.account();
        Key key = world.key();
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/key?id=" + key.id());

        button(page, "Disable").click();
        Browser.confirm(page);
        assertThat(button(page, "Enable")).isVisible();
        assertThat(RelayClient.send(Ask.message().key(key)).status()).isIn(401, 403);
        button(page, "Delete").click();
        Browser.confirm(page);

        page.waitForURL("**/web/keys");
        assertThat(Browser.said(page)).containsText("restored for 30 days");
        page.navigate("/web/keys?state=deleted");
        page.locator("tr[data-rk='" + key.id() + "'] button", new Page.LocatorOptions().setHasText("Restore"))
                .click();
        assertThat(Browser.said(page)).containsText("is back");
        page.navigate("/web/key?id=" + key.id());
        button(page, "Enable").click();
        assertThat(button(page, "Disable")).isVisible();
        RelayClient.send(Ask.message().key(key)).isFine();
    }

    @Test
    void manyKeysAreMadeAndChangedTogether() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/key-edit");
        page.fill("[id='form:name']", name);
        page.fill("[id='form:count']", "3");
        page.click("[id='form:save']");
        page.waitForURL("**/web/key-issued");
        assertThat(page.locator("#issued tbody tr")).hasCount(3);

        page.navigate("/web/keys?q=" + name);
        assertThat(rows(page)).hasCount(3);
        page.locator("[id='list:keys'] thead .ui-chkbox-box").click();
        assertThat(page.locator(".chosen")).containsText("3");
        button(page, "Edit tags and limits").click();
        page.fill("[id='list:add_tags']", "crew");
        button(page, "Apply").last().click();

        assertThat(Browser.said(page)).containsText("Keys changed: 3");
        page.navigate("/web/keys?tag=crew&q=" + name);
        assertThat(rows(page)).hasCount(3);
        page.locator("[id='list:keys'] thead .ui-chkbox-box").click();
        page.locator(".chosen button", new Page.LocatorOptions().setHasText("Delete"))
                .click();
        Browser.confirm(page);
        assertThat(rows(page)).hasCount(0);
    }

    @Test
    void aSecretLinkOpensItsHoldersPageAndNothingElse() {
        Key key = world.key();
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/key?id=" + key.id());

        page.click("[id='link:make']");

        String link = page.locator("#link-text").textContent().strip();
        Page holders = browser.page(Browser.Looks.PHONE);
        holders.navigate(link);
        assertThat(holders.locator("main")).containsText("a test");
        assertThat(holders).hasURL(Pattern.compile(".*/stats$"));
        page.click("[id='link:revoke']");
        Browser.confirm(page);
        assertThat(Browser.said(page)).containsText("opens nothing any more");
        Page later = browser.page(Browser.Looks.PHONE);
        later.navigate(link);
        assertThat(Browser.said(later)).containsText("Not known here");
    }
}
