package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A browser of Debian's in front of the console; one for all tests. What a page complains about in its console fails the test. */
final class Browser implements AfterEachCallback {
    private static final int WIDE = 1440;
    private static final int HIGH = 900;
    private static final int PHONE_WIDE = 390;
    private static final int PHONE_HIGH = 844;

    private static final String HERE = "http://127.0.0.1:" + RelayWar.PORT;
    private static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<BrowserContext> contexts = new CopyOnWriteArrayList<>();

    private static final class Running {
        static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        static final com.microsoft.playwright.Browser CHROMIUM = PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox")));
    }

    /** How somebody looks at pages. */
    record Looks(int width, int height, ColorScheme colours, String language) {
        static final Looks USUAL = new Looks(WIDE, HIGH, ColorScheme.LIGHT, "en-US");
        static final Looks DARK = new Looks(WIDE, HIGH, ColorScheme.DARK, "en-US");
        static final Looks PHONE = new Looks(PHONE_WIDE, PHONE_HIGH, ColorScheme.DARK, "en-US");
        static final Looks CHINESE = new Looks(WIDE, HIGH, ColorScheme.LIGHT, "zh-CN");
    }

    /** A page of somebody who has not signed in. */
    Page page(Looks looks) {
        return opened(context(looks));
    }

    private BrowserContext context(Looks looks) {
        BrowserContext context = Running.CHROMIUM.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(HERE)
                .setViewportSize(looks.width(), looks.height())
                .setColorScheme(looks.colours())
                .setLocale(looks.language()));
        contexts.add(context);
        return context;
    }

    private Page opened(BrowserContext context) {
        Page page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
        return page;
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error")) {
            complaints.add(message.text());
        }
    }

    /** A page of an operator. */
    Page signedIn(Looks looks) {
        return signedIn(looks, Admin.USERNAME, Admin.PASSWORD);
    }

    /** A page of somebody who has signed in before: a password is slow to check, so this does not go by the sign-in page. */
    Page signedIn(Looks looks, String username, String password) {
        String token = SESSIONS.computeIfAbsent(username + "/" + password, both -> Admin.token(username, password));
        BrowserContext context = context(looks);
        context.addCookies(List.of(new Cookie("relay_session", token)
                .setDomain("127.0.0.1")
                .setPath("/web")
                .setHttpOnly(true)));
        return opened(context);
    }

    static void signIn(Page page, String username, String password) {
        page.fill("[id='form:username']", username);
        page.fill("[id='form:password']", password);
        page.click("[id='form:enter']");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        assertThat(complaints).isEmpty();
    }

    /** Answers yes to what a page asks before it does something. */
    static void confirm(Page page) {
        page.locator(".ui-confirmdialog-yes:visible").click();
    }

    /** What a page said of an act. */
    static Locator said(Page page) {
        return page.locator("[id='messages']");
    }

    /** What a test means to happen is no complaint. */
    void forgive() {
        complaints.clear();
    }
}
