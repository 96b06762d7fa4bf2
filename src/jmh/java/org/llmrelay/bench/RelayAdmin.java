package org.llmrelay.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few calls of the relay's admin API that a run needs. */
final class RelayAdmin {

    private static final String LIMITED = """
                {"name": "bench",
                 "limits": {"concurrency": 10000, "queue": {"size": 10, "wait_seconds": 5},
                  "rules": [
                   {"unit": "requests", "period": {"kind": "window", "minutes": 60}, "most": 1000000000},
                   {"unit": "tokens", "period": {"kind": "sliding", "minutes": 60}, "most": 1000000000000},
                   {"unit": "cost", "period": {"kind": "day", "zone": "Europe/Berlin", "hour": 4}, "most_microdollars": 1000000000000000},
                   {"unit": "cost", "period": {"kind": "week", "zone": "UTC", "day": "monday", "hour": 0}, "most_microdollars": 1000000000000000},
                   {"unit": "cost", "period": {"kind": "month", "zone": "UTC", "hour": 0}, "most_microdollars": 1000000000000000, "strict": true},
                   {"unit": "cost", "period": {"kind": "total"}, "most_microdollars": 1000000000000000}]}}
                """;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final String API = "/admin/api/v1";

    private final URI relay;
    private final String token;

    private RelayAdmin(URI relay, String token) {
        this.relay = relay;
        this.token = token;
    }

    static boolean isReady(URI relay) {
        HttpRequest request = HttpRequest.newBuilder(relay.resolve("/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchBroken("interrupted", e);
        }
    }

    static RelayAdmin signIn(URI relay, String user, String password) {
        String answer = post(
                relay.resolve(API + "/session"),
                "",
                "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}");
        return new RelayAdmin(relay, field("token", answer));
    }

    /** One account of a kind that has a base URL and an API key. */
    void registerAccount(String kind, URI upstream) {
        post(
                relay.resolve(API + "/accounts"),
                token,
                "{\"name\":\"bench " + kind + "\",\"kind\":\"" + kind + "\",\"fields\":{\"base_url\":\"" + upstream
                        + "\",\"api_key\":\"sk-ant-bench\"}}");
    }

    /** A key without limits, or with every kind of limit, none of which is ever reached. */
    String issueKey(boolean limited) {
        return field("key", post(relay.resolve(API + "/keys"), token, limited ? LIMITED : "{\"name\": \"bench\"}"));
    }

    private static String post(URI url, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return accepted(url, request.build());
    }

    private static String accepted(URI url, HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new BenchBroken("POST " + url.getPath() + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new BenchBroken("POST " + url.getPath() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchBroken("interrupted", e);
        }
    }

    private static String field(String name, String json) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new BenchBroken("the admin API's answer has no field " + name);
        }
        return matcher.group(1);
    }
}
