package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server on a loopback port, for tests. It keeps to OAuth: codes and refresh tokens are good once, PKCE is checked, a device waits to be confirmed.
 * It misbehaves when told to. Thread-safe.
 */
public final class FakeAuthorization implements AutoCloseable {
    private final FakeUpstream server;
    private final String name = Integer.toString(System.identityHashCode(this), Character.MAX_RADIX);
    private final AtomicInteger made = new AtomicInteger();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> devices = new ConcurrentHashMap<>();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile String lastAccessToken = "";
    private volatile Duration life = Duration.ofHours(8);
    private volatile boolean isRotating = true;

    private FakeAuthorization(FakeUpstream server) {
        this.server = server;
        server.always(normal());
    }

    public static FakeAuthorization start() {
        return new FakeAuthorization(FakeUpstream.start());
    }

    public static FakeAuthorization startAt(int port) {
        return new FakeAuthorization(FakeUpstream.startAt(port));
    }

    public String url(String path) {
        return server.baseUrl() + path;
    }

    /** Tokens live so long from now on. */
    public FakeAuthorization life(Duration other) {
        life = other;
        return this;
    }

    /** Refresh tokens stay good. */
    public FakeAuthorization withoutRotation() {
        isRotating = false;
        return this;
    }

    /** One more member of every grant: a JSON value. */
    public FakeAuthorization telling(String member, String json) {
        told.put(member, json);
        return this;
    }

    /** What the server does on a good day. */
    public Answer normal() {
        return Answer.of(exchange -> answer(exchange.request()));
    }

    /** What the next requests get. */
    public FakeAuthorization next(Behaviour... behaviours) {
        server.next(behaviours);
        return this;
    }

    public FakeAuthorization always(Behaviour behaviour) {
        server.always(behaviour);
        return this;
    }

    /** Does what was asked, and hangs up without an answer. */
    public Answer forgettingToAnswer() {
        return normal().cutAfterHeadBytes(0);
    }

    /** What came in, in order. */
    public List<ReceivedRequest> requests() {
        return server.requests();
    }

    /** The parameters of a request. */
    public static Map<String, String> parameters(ReceivedRequest request) {
        return GrantRequest.parameters(request);
    }

    /** A refresh token that is good. */
    public String refreshToken() {
        return token("refresh", refreshTokens);
    }

    /** The access token that was handed out last; empty before the first. */
    public String lastAccessToken() {
        return lastAccessToken;
    }

    /** All tokens that were ever made. */
    public List<String> tokens() {
        return tokens;
    }

    /** Takes a refresh token back. */
    public void revoke(String refreshToken) {
        refreshTokens.remove(refreshToken);
    }

    /** Signs in at a link, and returns the address at which the browser ends. */
    public String signIn(String link) {
        Map<String, String> asked = GrantRequest.form(URI.create(link).getRawQuery());
        String code = "code-" + name + "-" + made.incrementAndGet();
        codes.put(code, asked);
        return asked.get("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(Objects.requireNonNull(asked.get("state")), UTF_8);
    }

    /** Confirms what a device waits for. */
    public void confirm(String userCode) {
        devices.put("device-" + userCode, true);
    }

    private Content answer(ReceivedRequest request) {
        Map<String, String> asked = GrantRequest.parameters(request);
        if (request.path().endsWith("/device")) {
            return device();
        }
        if (!request.path().endsWith("/token")) {
            return Content.json(404, "{}");
        }
        return switch (asked.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange(asked);
            case "refresh_token" -> refresh(asked.getOrDefault("refresh_token", ""));
            case "urn:ietf:params:oauth:grant-type:device_code" -> poll(asked.getOrDefault("device_code", ""));
            default -> error("unsupported_grant_type");
        };
    }

    private Content device() {
        String userCode = "USER-" + made.incrementAndGet();
        devices.put("device-" + userCode, false);
        return Content.json(
                200,
                "{\"device_code\":\"device-%s\",\"user_code\":\"%s\",\"verification_uri\":\"https://fake.example/device\",\"interval\":1,\"expires_in\":300}"
                        .formatted(userCode, userCode));
    }

    private Content exchange(Map<String, String> asked) {
        Map<String, String> link = codes.remove(asked.getOrDefault("code", ""));
        if (link == null || !GrantRequest.matches(link, asked)) {
            return error("invalid_grant");
        }
        String wished = asked.get("expires_in");
        return wished == null ? grant() : Content.json(200, access(Duration.ofSeconds(Long.parseLong(wished))) + '}');
    }

    private Content refresh(String token) {
        boolean isGood = isRotating ? refreshTokens.remove(token) : refreshTokens.contains(token);
        return isGood ? grant() : error("invalid_grant");
    }

    private Content poll(String device) {
        Boolean confirmed = devices.get(device);
        if (confirmed == null) {
            return error("expired_token");
        }
        if (!confirmed) {
            return error("authorization_pending");
        }
        devices.remove(device);
        return grant();
    }

    /** Who asks for a life of his own gets no refresh token. */
    private String access(Duration lasting) {
        lastAccessToken = token("access", null);
        return "{\"token_type\":\"Bearer\",\"scope\":\"one two\",\"access_token\":\"" + lastAccessToken
                + "\",\"expires_in\":" + lasting.toSeconds();
    }

    private Content grant() {
        StringBuilder json = new StringBuilder(access(life));
        json.append(",\"refresh_token\":\"").append(refreshToken()).append('"');
        told.forEach((member, value) ->
                json.append(",\"").append(member).append("\":").append(value));
        return Content.json(200, json.append('}').toString());
    }

    private String token(String kind, @Nullable Set<String> good) {
        String token = kind + "-" + name + "-" + made.incrementAndGet();
        tokens.add(token);
        if (good != null) {
            good.add(token);
        }
        return token;
    }

    private static Content error(String code) {
        return Content.json(400, "{\"error\":\"" + code + "\",\"error_description\":\"no\"}");
    }

    @Override
    public void close() {
        server.close();
    }
}
