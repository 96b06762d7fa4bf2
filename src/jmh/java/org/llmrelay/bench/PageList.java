package org.llmrelay.bench;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All pages there are, each as somebody comes to it for the first time, with something of which it is known. */
final class PageList {
    private static final Pattern CALL = Pattern.compile("href=\"(call\\?[^\"]+)\"");

    private PageList() {}

    /** {@code isCostly}: whether it reads sums of all keys, which are remembered for a minute. */
    record Page(String name, String path, String marker, boolean isCostly, Map<String, String> form) {
        Page(String path, String marker) {
            this(path, path, marker, false, Map.of());
        }

        static Page costly(String path, String marker) {
            return new Page(path, path, marker, true, Map.of());
        }

        PageVisitor.View look(PageVisitor visitor) {
            PageVisitor.View view = visitor.open(path);
            if (form.isEmpty()) {
                return view.showing(path, marker);
            }
            return visitor.submit(view, path, "look", "open", form).showing(path, marker);
        }
    }

    static List<Page> of(PageVisitor visitor, PagesPart.Seeded seeded) {
        String key = seeded.key();
        String account = seeded.account();
        String keyed = "?id=" + key;
        String accounted = "?id=" + account;
        return List.of(
                new Page("/web/sign-in", "form:password"),
                new Page("/web/dashboard", "data-live-from"),
                Page.costly("/web/dashboard?range=30d&by=key", "data-live-from"),
                new Page("/web/keys", "person"),
                Page.costly("/web/keys?sort=-cost_30d", "person"),
                new Page("/web/keys?q=person77&first=25", "person77"),
                new Page("/web/keys?tag=team-7&state=disabled", "team-7"),
                named("/web/key?id=…", "/web/key" + keyed, "person"),
                new Page("/web/key-edit", "form:name"),
                named("/web/key-edit?id=…", "/web/key-edit" + keyed, "person"),
                new Page("/web/accounts", "Account 59"),
                named("/web/account?id=…", "/web/account" + accounted, "Account 3"),
                named("/web/account-edit?id=…", "/web/account-edit" + accounted, "form:weight"),
                new Page("/web/account-new", "account-new?kind=anthropic"),
                new Page("/web/account-new?kind=anthropic", "form:name"),
                new Page("/web/account-new?kind=claude-oauth", "form:name"),
                new Page("/web/groups", "</h1>"),
                new Page("/web/proxies", "</h1>"),
                new Page("/web/calls", "call?"),
                named("/web/calls?key=…", "/web/calls?range=30d&key=" + key, "call?"),
                named("/web/calls?account=…", "/web/calls?range=30d&account=" + account, "call?"),
                named("/web/call?…", firstCall(visitor), "0123456789abcdef"),
                Page.costly("/web/reports", "person"),
                new Page("/web/reports?of=account&range=month", "Account"),
                new Page("/web/reports?of=model", "claude-model"),
                new Page("/web/settings", "</h1>"),
                new Page("/web/settings-prices", "</h1>"),
                new Page("/web/settings-people", "form:username"),
                new Page("/web/settings-safety", "</h1>"),
                new Page("/web/audit", "</h1>"),
                new Page("/web/profile", "</h1>"),
                new Page("/web/guide", "ANTHROPIC_BASE_URL"),
                new Page("/stats", "look:keys"),
                new Page(
                        "/stats, with a key opened",
                        "/stats",
                        "person",
                        false,
                        Map.of("keys", seeded.text().reveal())));
    }

    private static Page named(String name, String path, String marker) {
        return new Page(name, path, marker, false, Map.of());
    }

    private static String firstCall(PageVisitor visitor) {
        String path = "/web/calls";
        Matcher link = CALL.matcher(visitor.open(path).showing(path, "call?").text());
        if (!link.find()) {
            throw new BenchBroken(path + ": no call");
        }
        return "/web/" + link.group(1).replace("&amp;", "&");
    }
}
