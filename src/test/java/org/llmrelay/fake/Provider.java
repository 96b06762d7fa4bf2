package org.llmrelay.fake;

/** The provider on a good day: its paths and what they answer. */
final class Provider {
    private Provider() {}

    static Content answer(Exchange exchange) {
        ReceivedRequest request = exchange.request();
        String path = request.path();
        if (request.method().equals("POST") && path.endsWith("/v1/messages")) {
            return message(MessageScript.greeting(), request);
        }
        if (request.method().equals("POST") && path.endsWith("/v1/messages/count_tokens")) {
            return Content.json(200, "{\"input_tokens\":" + (request.bodySize() / 4 + 1) + "}");
        }
        if (request.method().equals("GET") && path.endsWith("/v1/models")) {
            return Models.page(request, exchange.requestId());
        }
        return Errors.body(404, exchange.requestId());
    }

    /** Streamed or not, as the request asks. */
    static Content message(MessageScript script, ReceivedRequest request) {
        return request.isStreamed() ? stream(script, request) : json(script, request);
    }

    static Content stream(MessageScript script, ReceivedRequest request) {
        return Content.events(script.forRequest(request).events());
    }

    static Content json(MessageScript script, ReceivedRequest request) {
        return Content.of(200, "application/json", script.forRequest(request).json());
    }
}
