package org.llmrelay.fake;

/** Claude at Vertex AI: Anthropic's answers at Google's addresses. */
final class Vertex {
    private static final String PLACE = "/publishers/anthropic/models/";

    private Vertex() {}

    static boolean isCall(String path) {
        return path.contains(PLACE);
    }

    static Content call(ReceivedRequest request) {
        String path = request.path();
        if (path.endsWith("/count-tokens:rawPredict")) {
            return Content.json(200, "{\"input_tokens\":" + (request.bodySize() / 4 + 1) + "}");
        }
        String model = path.substring(path.indexOf(PLACE) + PLACE.length(), path.lastIndexOf(':'));
        MessageScript said = MessageScript.greeting().withModel(model.replace('@', '-'));
        return path.endsWith(":streamRawPredict") ? Provider.stream(said, request) : Provider.json(said, request);
    }
}
