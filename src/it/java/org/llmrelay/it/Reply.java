package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;

/** A whole answer of the relay. */
record Reply(HttpResponse<byte[]> response) {

    int status() {
        return response.statusCode();
    }

    byte[] body() {
        return response.body();
    }

    String text() {
        return new String(body(), UTF_8);
    }

    JsonNode json() {
        return Json.read(text());
    }

    /** The only value of a name, or an empty text where there is none. */
    String header(String name) {
        List<String> values = response.headers().allValues(name);
        assertThat(values).as(name).hasSizeLessThan(2);
        return values.isEmpty() ? "" : values.get(0);
    }

    Reply isFine() {
        assertThat(status()).as(text()).isEqualTo(200);
        return this;
    }

    /** Requires an error as the provider itself would tell it. */
    Reply isNativeError(int status, String type) {
        assertThat(status()).as(text()).isEqualTo(status);
        assertThat(header("content-type")).startsWith("application/json");
        NativeErrors.requireForm(text(), type, header("request-id"));
        return this;
    }
}
