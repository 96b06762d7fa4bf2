package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An operator at the admin API. Thread-safe. */
final class Admin {
    static final String USERNAME = System.getenv("ADMIN_USERNAME");
    static final String PASSWORD = Planted.remember(System.getenv("ADMIN_PASSWORD"));

    private static final String API = "/admin/api/v1";

    private final String token;

    private Admin(String token) {
        this.token = token;
    }

    private static final class SignedIn {
        static final Admin ONLY = signIn();
    }

    /** Signs in once for all tests: a password is slow to check, and meant to be. */
    static Admin signedIn() {
        return SignedIn.ONLY;
    }

    private static Admin signIn() {
        return new Admin(token(USERNAME, PASSWORD));
    }

    /** Signs somebody in. */
    static String token(String username, String password) {
        Reply reply = RelayClient.send(
                Ask.post(API + "/session", Json.write(Map.of("username", username, "password", password))));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return Planted.remember(reply.json().path("token").asText());
    }

    /** Lets somebody in. {@code role}: viewer or operator. */
    void createUser(String username, String password, String role) {
        JsonNode unused = post(
                "/users",
                Json.write(Map.of("username", username, "password", Planted.remember(password), "role", role)));
    }

    Account createAccount(AccountWish wish) {
        return createAccount("anthropic", wish);
    }

    /** An account of any kind that has a base URL and an API key. */
    Account createAccount(String kind, AccountWish wish) {
        return createAccount(kind, wish, Map.of("api_key", wish.credential()));
    }

    /** An account of any kind that has a base URL. {@code fields}: all others. */
    Account createAccount(String kind, AccountWish wish, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("base_url", wish.upstream().toString());
        Map<String, Object> form = new LinkedHashMap<>(Map.of("name", wish.name(), "kind", kind));
        form.put("priority", wish.priority());
        form.put("fields", all);
        form.put("models", wish.models());
        return new Account(post("/accounts", Json.write(form)).path("id").asText(), wish.name(), wish.credential());
    }

    /** What an account is to be. */
    record AccountWish(String name, int priority, URI upstream, String credential, Map<String, String> models) {}

    void change(Account account, String json) {
        JsonNode unused = patch("/accounts/" + account.id(), json);
    }

    void deleteAllAccounts() {
        get("/accounts?limit=200").path("items").forEach(item -> {
            assertThat(send(delete("/accounts/" + item.path("id").asText() + "?unbind=true"))
                            .status())
                    .isEqualTo(204);
        });
    }

    void deleteUser(String username) {
        assertThat(send(delete("/users/" + username)).status()).isEqualTo(204);
    }

    JsonNode state(Account account) {
        return get("/accounts/" + account.id() + "/state");
    }

    JsonNode reset(Account account) {
        return post("/accounts/" + account.id() + "/reset", "");
    }

    Key createKey(String json) {
        return key(post("/keys", json));
    }

    List<Key> createKeys(String json) {
        List<Key> keys = new ArrayList<>();
        post("/keys/batch", json).path("items").forEach(issued -> keys.add(key(issued)));
        return keys;
    }

    /** The key with its new text. */
    Key renew(Key key) {
        return key(post("/keys/" + key.id() + "/renew", ""));
    }

    private static Key key(JsonNode issued) {
        return new Key(
                issued.path("id").asText(), Planted.remember(issued.path("key").asText()));
    }

    JsonNode show(Key key) {
        return get("/keys/" + key.id());
    }

    void change(Key key, String json) {
        JsonNode unused = patch("/keys/" + key.id(), json);
    }

    void delete(Key key) {
        assertThat(send(delete("/keys/" + key.id())).status()).isEqualTo(204);
    }

    /** The latest calls, newest first. */
    JsonNode calls(Key key) {
        return get("/keys/" + key.id() + "/calls?limit=200").path("items");
    }

    /** How far the limits of a key are used up. */
    JsonNode standing(Key key) {
        return get("/keys/" + key.id() + "/limits");
    }

    /** What a key was refused last, newest first. */
    JsonNode refusals(Key key) {
        return get("/keys/" + key.id() + "/refusals").path("items");
    }

    /** What admission would say to a call of a model. */
    JsonNode explain(Key key, String model) {
        return post("/keys/" + key.id() + "/explain", Json.write(Map.of("model", model, "size", 100)));
    }

    JsonNode usage(Key key) {
        return get("/keys/" + key.id() + "/usage");
    }

    /** A request with the operator's token; {@code path} is below the API's root. */
    Ask asking(Ask ask) {
        return ask.at(API + ask.target()).with("authorization", "Bearer " + token);
    }

    Reply send(Ask ask) {
        if (ask.body().size() > 0 && ask.headers().contains("application/json")) {
            Planted.rememberIn(Json.readIfAny(new String(ask.body().array(), UTF_8)));
        }
        return RelayClient.send(asking(ask));
    }

    /** What is at a path below the API's root. */
    JsonNode get(String path) {
        return send(Ask.get(path)).isFine().json();
    }

    /** Makes something. */
    JsonNode post(String path, String json) {
        Reply reply = send(Ask.post(path, json));
        assertThat(reply.status()).as(reply.text()).isIn(200, 201);
        return reply.json();
    }

    private JsonNode patch(String path, String json) {
        return send(Ask.post(path, json).by("PATCH")).isFine().json();
    }

    static Ask delete(String path) {
        return Ask.get(path).by("DELETE");
    }
}
