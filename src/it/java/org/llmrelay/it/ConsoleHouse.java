package org.llmrelay.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Something of everything that pages show, for all tests of a class: accounts, a group, a proxy, a key with limits, and a call. */
final class ConsoleHouse implements BeforeAllCallback, AfterAllCallback {
    private final RelayWorld world = new RelayWorld();
    private final List<String> made = new ArrayList<>();
    private String account = "";
    private String subscription = "";
    private String key = "";
    private String entry = "";

    @Override
    public void beforeAll(ExtensionContext context) {
        world.beforeEach(context);
        Account used = world.account();
        account = used.id();
        made.add("/accounts/" + account);
        made.add("/groups/" + make("/groups", "{\"name\":\"A group %s\",\"policy\":\"weighted\"}"));
        made.add("/proxies/"
                + make("/proxies", "{\"name\":\"A proxy %s\",\"kind\":\"http\",\"host\":\"127.0.0.1\",\"port\":9}"));
        Key issued = world.key("""
                , "owner": "ada", "tags": ["red"], "limits": {"concurrency": 5, "rules": [
                  {"unit": "requests", "period": {"kind": "sliding", "minutes": 60}, "most": 200},
                  {"unit": "cost", "period": {"kind": "day", "zone": "UTC", "hour": 0}, "most_microdollars": 15000000}]}
                """);
        key = issued.id();
        made.add("/keys/" + key);
        RelayClient.send(Ask.message().key(issued)).isFine();
        JsonNode unused = world.booked(issued);
        subscription = subscription();
        made.add("/accounts/" + subscription);
        entry = Patience.until(
                        "the call is found",
                        () -> world.admin().get("/calls?key=" + key),
                        found -> found.path("items").size() == 1)
                .at("/items/0/entry")
                .asText();
    }

    /** An account that is signed in, and takes no calls of keys that are not bound to it. */
    private String subscription() {
        Map<String, Object> account = Map.of(
                "name",
                "A subscription " + UUID.randomUUID(),
                "groups",
                List.of(),
                "fields",
                Map.of("base_url", world.upstream().baseUrl().toString()));
        Map<String, String> tokens = Map.of("access_token", Planted.credential(), "expires_at", "2099-01-01T00:00:00Z");
        return world.admin()
                .post(
                        "/accounts/sign-ins/tokens",
                        Json.write(Map.of(
                                "kind", "claude-oauth", "terms_accepted", true, "tokens", tokens, "account", account)))
                .path("id")
                .asText();
    }

    private String make(String path, String form) {
        return world.admin()
                .post(path, form.formatted(UUID.randomUUID()))
                .path("id")
                .asText();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        made.forEach(path -> world.admin().send(Admin.delete(path)));
        world.afterEach(context);
    }

    /** The address of a page, where {@code {account}}, {@code {subscription}}, {@code {key}} and {@code {entry}} stand for those of this house. */
    String address(String page) {
        String path = page.startsWith("/") ? page : "/web/" + page;
        return path.replace("{account}", account)
                .replace("{subscription}", subscription)
                .replace("{key}", key)
                .replace("{entry}", entry);
    }
}
