package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.llmrelay.call.Body;

/**
 * A request to the relay. Each method gives a changed copy. Immutable.
 *
 * @param target path and query as they go on the wire
 * @param headers names and values in turn
 */
record Ask(String method, String target, List<String> headers, Body body) {
    static final String MODEL = "claude-sonnet-4-5";

    /** For a message in one piece. */
    static Ask message() {
        return post("/v1/messages", Prompt.plain());
    }

    /** For a message as a stream. */
    static Ask stream() {
        return post("/v1/messages", Prompt.streamed());
    }

    static Ask get(String target) {
        return new Ask("GET", target, List.of(), Body.EMPTY);
    }

    static Ask post(String target, String json) {
        return new Ask("POST", target, List.of(), Body.wrap(json.getBytes(UTF_8)))
                .with("content-type", "application/json")
                .with("anthropic-version", "2023-06-01");
    }

    Ask at(String other) {
        return new Ask(method, other, headers, body);
    }

    Ask by(String other) {
        return new Ask(other, target, headers, body);
    }

    Ask with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Ask(method, target, List.copyOf(more), body);
    }

    /** With the key where Anthropic's own clients put it. */
    Ask key(Key key) {
        return with("x-api-key", key.text());
    }

    /** In a conversation of this id. */
    Ask session(String id) {
        return with("x-claude-code-session-id", id);
    }

    Ask saying(String json) {
        return new Ask(method, target, headers, Body.wrap(json.getBytes(UTF_8)));
    }

    Ask saying(byte[] bytes) {
        return new Ask(method, target, headers, Body.wrap(bytes.clone()));
    }

    HttpRequest request() {
        HttpRequest.BodyPublisher content = body.size() == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body.array());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RelayWar.PORT + target))
                .timeout(Patience.USUAL.multipliedBy(2))
                .method(method, content);
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return request.build();
    }

    /** The request line and the headers, without those that frame the body and without the empty line. */
    String head() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: relay\r\n");
        for (int i = 0; i < headers.size(); i += 2) {
            head.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append("\r\n");
        }
        return head.toString();
    }
}
