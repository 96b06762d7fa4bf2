package org.llmrelay.translation.gemini;

import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.translation.AnswerReader;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.UpstreamSide;
import org.llmrelay.wire.gemini.GeminiPath;

/** Upstreams that speak Gemini's API. */
public final class GeminiUpstream implements UpstreamSide {
    static final String DIALECT = "gemini";
    private static final String RESOURCE = "models/";

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public Call.Request request(Prompt prompt, Headers headers) {
        String model = prompt.model();
        String name = model.startsWith(RESOURCE) ? model.substring(RESOURCE.length()) : model;
        String method = prompt.streamed() ? "streamGenerateContent" : "generateContent";
        String path = new GeminiPath("v1beta", name, method).text();
        Body body = Body.wrap(Trees.bytes(GeminiRequest.of(prompt)));
        return new Call.Request("POST", path, prompt.streamed() ? "alt=sse" : null, headers, body);
    }

    @Override
    public AnswerReader reader() {
        return new GeminiAnswer();
    }
}
