package org.llmrelay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How each page looks to people who see it in the dark, on a phone, in Chinese, or not at all. */
@ExtendWith(ArquillianExtension.class)
class ConsoleLooksIT {
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    @RegisterExtension
    static final ConsoleHouse HOUSE = new ConsoleHouse();

    @RegisterExtension
    final Browser browser = new Browser();

    static Stream<String> pages() {
        return ConsolePages.ALL.stream();
    }

    private Page open(String name, Browser.Looks looks) {
        Page page = browser.signedIn(looks);
        page.navigate(HOUSE.address(name));
        return page;
    }

    private static void requireNoGraveFault(Page page, String looks) {
        Stream<String> faults = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(ConsoleLooksIT::told);

        assertThat(faults).as(looks).isEmpty();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getNodes();
    }

    private static void requireThatItFits(Page page) {
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

        assertThat(overflow).as("too wide by").isEqualTo(0);
    }

    @Test
    void noPageIsForgotten() {
        assertThat(ConsolePages.files()).isNotEmpty().allMatch(file -> ConsolePages.ALL.stream()
                .anyMatch(page -> page.equals(file) || page.startsWith(file + "?")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void runsNoScriptThatIsNotItsOwnAndCanBeReadAloud(String name) {
        Page page = browser.signedIn(Browser.Looks.USUAL);

        Response response = page.navigate(HOUSE.address(name));

        Map<String, String> headers = response.headers();
        assertThat(headers.get("content-security-policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .containsPattern("script-src 'self' 'nonce-[^']+'")
                .doesNotContain("unsafe-eval");
        assertThat(headers)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cache-control", "no-store");
        assertThat(page.locator("h1")).hasCount(1);
        requireThatItFits(page);
        requireNoGraveFault(page, "in the light");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void canBeReadInTheDarkOnAPhone(String name) {
        Page page = open(name, Browser.Looks.PHONE);

        requireThatItFits(page);
        requireNoGraveFault(page, "in the dark, on a phone");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void speaksChinese(String name) {
        Page page = open(name, Browser.Looks.CHINESE);

        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(page.title()).containsPattern(ConsolePages.isNamedBySomebody(name) ? "." : "\\p{IsHan}");
        assertThat(page.locator("main").textContent())
                .containsPattern("\\p{IsHan}")
                .doesNotContain("???");
        requireThatItFits(page);
    }
}
