package org.llmrelay.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks at the console's pages as a browser does, without pictures, styles and scripts. */
final class PageVisitor {
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]* value=\"([^\"]+)\"");

    /** PrimeFaces draws nothing for a form that comes without the nonce of its page. */
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI relay;

    PageVisitor(URI relay) {
        this.relay = relay;
    }

    /** A page as it came, and how long it took from the request to the last byte. */
    record View(double millis, int status, String text) {
        /** @throws BenchBroken when it is another page than was asked for */
        View showing(String path, String something) {
            if (status != 200 || !text.contains("</html>") || !text.contains(something)) {
                throw new BenchBroken(path + ": " + status + " without \"" + something + "\": " + text);
            }
            return this;
        }
    }

    void signIn(String username, String password) {
        View page = open("/web/sign-in");
        View answer = submit(page, "/web/sign-in", "form", "enter", Map.of("username", username, "password", password));
        if (answer.status() != 302) {
            throw new BenchBroken("signing in: " + answer.status() + " " + answer.text());
        }
    }

    View open(String path) {
        return send(request(path).GET().build());
    }

    /** Fills in a form of a page and presses a button. {@code fields}: inputs by their ids in the form. */
    View submit(View page, String path, String form, String button, Map<String, String> fields) {
        Map<String, String> sent = new LinkedHashMap<>(Map.of(form, form, form + ":" + button, form + ":" + button));
        fields.forEach((name, value) -> sent.put(form + ":" + name, value));
        sent.put("jakarta.faces.ViewState", found(VIEW_STATE, page, path));
        sent.put("primefaces.nonce", found(NONCE, page, path));
        String body = sent.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static String found(Pattern pattern, View page, String path) {
        Matcher matcher = pattern.matcher(page.text());
        if (!matcher.find()) {
            throw new BenchBroken(path + ": a page without " + pattern);
        }
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(relay.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/html")
                .header("Accept-Language", "en");
    }

    private View send(HttpRequest request) {
        try {
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new View((System.nanoTime() - start) / 1e6, answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new BenchBroken(request.uri().getPath() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchBroken("interrupted", e);
        }
    }
}
