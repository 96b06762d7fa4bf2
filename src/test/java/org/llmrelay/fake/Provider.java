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
        if (request.method().equals("POST") && Vertex.isCall(path)) {
            return Vertex.call(request);
        }
        if (request.method().equals("POST") && Bedrock.isCall(path)) {
            return Bedrock.call(request);
        }
        if (request.method().equals("GET") && path.endsWith("/foundation-models")) {
            return Bedrock.models();
        }
        if (request.method().equals("POST") && Gemini.isCall(path)) {
            return Gemini.call(request);
        }
        if (request.method().equals("GET") && path.endsWith("/v1beta/models")) {
            return Gemini.models();
        }
        if (request.method().equals("GET") && path.endsWith("/v1/models")) {
            boolean isOpenAis = request.header("authorization").isPresent()
                    && request.header("anthropic-version").isEmpty();
            return isOpenAis ? OpenAi.models() : Models.page(request, exchange.requestId());
        }
        if (request.method().equals("POST")) {
            return openAi(path, request);
        }
        return Errors.body(404, exchange.requestId());
    }

    private static Content openAi(String path, ReceivedRequest request) {
        if (path.endsWith("/responses") || path.endsWith("/responses/compact")) {
            return OpenAi.responses(ResponsesScript.greeting(), request);
        }
        if (path.endsWith("/chat/completions")) {
            return OpenAi.chat(ChatScript.greeting(), request);
        }
        return path.endsWith("/embeddings")
                ? OpenAi.embeddings(request)
                : OpenAi.errorContent(404, "invalid_request_error", "unknown_url");
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
