package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What takes long on the console's pages says how far it is. */
@ExtendWith(ArquillianExtension.class)
class ConsoleMovingIT {
    private static final int MANY = 20_000;
    private static final LocatorAssertions.IsVisibleOptions LONG =
            new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);

    @RegisterExtension
    final Browser browser = new Browser();

    private final String name = "moving-" + UUID.randomUUID();

    @AfterEach
    void takeThemAway() {
        Crowd.takeAway(name);
    }

    /** What another relay has exported. */
    private FilePayload export(int keys) {
        List<Map<String, String>> records = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            String hash = HexFormat.of().toHexDigits(System.nanoTime())
                    + HexFormat.of().toHexDigits((long) i);
            records.add(Map.of(
                    "id",
                    name + "-" + i,
                    "name",
                    name,
                    "apiKey",
                    hash.repeat(2),
                    "isActive",
                    "true",
                    "icon",
                    "a picture"));
        }
        String json = Json.write(Map.of("data", Map.of("apiKeys", records)));
        return new FilePayload("export.json", "application/json", json.getBytes(UTF_8));
    }

    private Page looked(Browser.Looks looks, int keys) {
        Page page = browser.signedIn(looks);
        page.navigate("/web/settings-import");
        page.setInputFiles("[id='form:file']", export(keys));
        page.click("[id='form:look']");
        assertThat(page.locator("[id='result:bring']")).isVisible(LONG);
        return page;
    }

    @Test
    void anImportSaysHowFarItIsAndGoesOnWhileThePageIsLoadedAnew() {
        Page page = looked(Browser.Looks.USUAL, MANY);
        assertThat(page.locator("[id='result:report']")).containsText("Created: 20,000");

        page.click("[id='result:bring']");
        Browser.confirm(page);

        Locator work = page.locator(".work");
        assertThat(work).containsText("Bringing records in");
        assertThat(work).containsText("of 20,000");
        page.reload();
        assertThat(work).containsText("of 20,000");
        assertThat(page.locator("#found-title", new Page.LocatorOptions().setHasText("What has happened")))
                .isVisible(LONG);
        assertThat(work).hasCount(0);
        assertThat(page.locator("[id='form:look']")).isEnabled();
        page.navigate("/web/keys?q=" + name);
        assertThat(page.locator(".ui-paginator-current")).containsText("/ " + MANY);
    }

    @Test
    void notesOfAnImportAreInTheLanguageOfThePage() {
        Page page = looked(Browser.Looks.CHINESE, 1);

        // Another one says that the encryption key is missing, unless an import before has brought it.
        assertThat(page.locator(".cell-note").first()).containsText("本站没有图标功能");
    }

    @Test
    void aFileThatIsNoneIsToldBesideTheForm() {
        Page page = browser.signedIn(Browser.Looks.CHINESE);
        page.navigate("/web/settings-import");
        page.setInputFiles("[id='form:file']", new FilePayload("x.json", "application/json", "{".getBytes(UTF_8)));

        page.click("[id='form:look']");

        assertThat(Browser.said(page)).containsText("不是 JSON");
        assertThat(page.locator(".work")).hasCount(0);
        assertThat(page.locator("[id='form:look']")).isEnabled();
    }

    @Test
    void aBackupIsTriedAndAWrongPasswordIsTold() {
        String password = Planted.remember("a password of a backup");
        Path file = backup(password);
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/settings-safety");
        page.setInputFiles("[id='restore:file']", file);
        page.fill("[id='restore:Backup_Password']", Planted.remember("another password of it"));
        page.click("[id='restore:try']");
        assertThat(Browser.said(page)).containsText("The password is wrong");

        page.setInputFiles("[id='restore:file']", file);
        page.fill("[id='restore:Backup_Password']", password);
        page.click("[id='restore:try']");

        assertThat(Browser.said(page)).containsText("Nothing was changed");
        assertThat(page.locator("[id='restoring:report'] tbody")).containsText("The same already");
    }

    private Path backup(String password) {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate("/web/settings-safety");
        page.fill("[id='backup:password']", password);
        Path file = page.waitForDownload(() -> page.click("[id='backup'] .button.is-main"))
                .path();
        assertThat(Files.exists(file)).isTrue();
        return file;
    }
}
