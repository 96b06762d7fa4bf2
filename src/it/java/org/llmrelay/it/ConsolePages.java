package org.llmrelay.it;

import java.util.List;

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
            "settings-safety");

    private ConsolePages() {}

    /** Whether a page's title is what somebody called the thing that it shows. */
    static boolean isNamedBySomebody(String page) {
        return page.startsWith("key?") || page.startsWith("account?") || page.startsWith("account-edit");
    }
}
