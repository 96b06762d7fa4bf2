package org.llmrelay.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The console's pages, as {@link ConsoleHouse} knows their addresses. */
final class ConsolePages {
    static final List<String> ALL = List.of(
            "dashboard",
            "keys",
            "key?id={key}",
            "key-edit",
            "key-edit?id={key}",
            "key-issued",
            "accounts",
            "account?id={account}",
            "account-edit?id={account}",
            "account-sign-in?id={subscription}",
            "account-new",
            "account-new?kind=anthropic",
            "account-new?kind=claude-oauth",
            "groups",
            "proxies",
            "calls?key={key}",
            "call?key={key}&entry={entry}",
            "reports",
            "reports?of=tag",
            "reports?of=day",
            "guide",
            "audit",
            "profile",
            "settings",
            "settings-calls",
            "settings-keys",
            "settings-import",
            "settings-prices",
            "settings-people",
            "settings-safety",
            // Without a key, as everybody may see it.
            "/stats");

    private ConsolePages() {}

    /** Whether a page's title is what somebody called the thing that it shows. */
    static boolean isNamedBySomebody(String page) {
        return page.startsWith("key?") || page.startsWith("account?") || page.startsWith("account-edit");
    }

    /** What lies where pages lie, but for the one for those who have not signed in. */
    static List<String> files() {
        try (Stream<Path> files = Files.list(Path.of("webapp/web"))) {
            return files.map(file -> file.getFileName().toString().replace(".xhtml", ""))
                    .filter(name -> !name.equals("sign-in"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
