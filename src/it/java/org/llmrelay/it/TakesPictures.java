package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Takes the pictures in the README, of a relay with two weeks of use. Runs only when it is asked for by name: {@code mvn verify -Dit.test=TakesPictures}. */
@ExtendWith(ArquillianExtension.class)
class TakesPictures {
    private static final Path FOLDER = Path.of("src", "docs", "pictures");
    private static final long MOST_BYTES = 200_000;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void showsWhatThePagesLookLike() throws IOException {
        PictureHouse house = new PictureHouse();
        house.fill();
        Files.createDirectories(FOLDER);

        take("dashboard", Browser.Looks.USUAL, "dashboard?range=7d");
        take("keys", Browser.Looks.USUAL, "keys?sort=-cost_30d");
        take("account", Browser.Looks.USUAL, "account?id=" + house.account());
        take("reports", Browser.Looks.DARK, "reports?range=7d&of=owner");
        take("phone", Browser.Looks.PHONE, "dashboard?range=7d");
    }

    private void take(String name, Browser.Looks looks, String address) throws IOException {
        Page page = browser.signedIn(looks);
        page.navigate("/web/" + address);
        assertThat(page.locator("h1")).isVisible();
        page.waitForFunction("() => document.fonts.status === 'loaded'");
        Path file = FOLDER.resolve(name + ".png");
        byte[] picture = page.screenshot(new Page.ScreenshotOptions().setPath(file));

        assertThat(picture.length).as(name).isLessThan((int) MOST_BYTES);
    }
}
