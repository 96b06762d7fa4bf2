package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Behaviours;

/** What was used and what it cost, on the console's pages. */
@ExtendWith(ArquillianExtension.class)
class ConsoleUsageIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final Browser browser = new Browser();

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
    void addsCostsUpByOwnerAndTag() throws IOException {
        world.account();
        Key key = world.key(",\"owner\":\"grace hopper\",\"tags\":[\"navy & sea\"]");
        RelayClient.send(Ask.message().key(key)).isFine();
        world.booked(key);
        Patience.until(
                "the call is counted",
                () -> world.admin()
                        .get("/usage/top?of=owner&range=today&limit=200")
                        .toString(),
                top -> top.contains("grace hopper"));
        Page page = browser.signedIn(Browser.Looks.USUAL);

        page.navigate("/web/reports?range=today");
        page.locator(".tabs a", new Page.LocatorOptions().setHasText("Owner")).click();
        assertThat(page.locator("tbody")).containsText("grace hopper");
        Download file = page.waitForDownload(() -> page.click("text=CSV"));
        assertThat(Files.readString(file.path())).contains("grace hopper");
        page.locator(".tabs a", new Page.LocatorOptions().setHasText("Tag")).click();
        page.locator("tbody a", new Page.LocatorOptions().setHasText("navy & sea"))
                .click();

        page.waitForURL("**/web/keys?tag=**");
        assertThat(page.locator("[id='list:keys_data']")).containsText("a test");
    }

    @Test
    void showsEachDayOfAReportAndLeadsToItsCalls() {
        Page page = browser.signedIn(Browser.Looks.USUAL);

        page.navigate("/web/reports?range=7d&of=day");

        assertThat(page.locator("tbody tr")).hasCount(7);
        page.locator("tbody a").last().click();
        page.waitForURL("**/web/calls?from=**");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7d", "30d", "month"})
    void remembersARangeInTheAddress(String range) {
        Page page = browser.signedIn(Browser.Looks.USUAL);

        page.navigate("/web/dashboard?range=" + range);

        assertThat(page.locator(".page-head .ranges a[aria-current]"))
                .hasAttribute("href", Pattern.compile(".*range=" + range + ".*"));
    }

    @Test
    void anOpenDashboardShowsACallWhileItRuns() {
        world.account();
        Key key = world.key();
        world.upstream().next(Behaviours.ticking(40, Duration.ofMillis(250)));
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/dashboard");
        Locator running = page.locator("[data-live='running']");
        assertThat(running).hasText("0");

        CompletableFuture<Reply> call = RelayClient.begin(Ask.stream().key(key));

        assertThat(running).hasText("1", new LocatorAssertions.HasTextOptions().setTimeout(9_000));
        call.join();
        assertThat(running).hasText("0", new LocatorAssertions.HasTextOptions().setTimeout(9_000));
    }

    @Test
    void setsAPriceOfOnesOwnAndTakesItBack() {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/settings-prices?search=" + Ask.MODEL);
        Locator row = page.locator("[id='all'] tbody tr").first();

        row.locator("button", new Locator.LocatorOptions().setHasText("Change")).click();
        page.locator("[id='form:input']").fill("7");
        page.locator("[id='form'] button.is-main").click();

        assertThat(Browser.said(page)).containsText("The price of " + Ask.MODEL + " was set");
        assertThat(row).containsText("$7");
        row.locator("button", new Locator.LocatorOptions().setHasText("Restore"))
                .click();
        Browser.confirm(page);
        assertThat(Browser.said(page)).containsText("costs again");
        assertThat(row).not().containsText("$7");
    }
}
