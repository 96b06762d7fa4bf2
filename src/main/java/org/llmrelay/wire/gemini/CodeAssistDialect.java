package org.llmrelay.wire.gemini;

import org.llmrelay.call.Call;
import org.llmrelay.call.Operation;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.UsageMeter;

/** The Gemini API in the envelope of Code Assist, which signed-in accounts are called through. Thread-safe. */
public final class CodeAssistDialect extends GeminiForm {
    /** What the path of a method begins with. */
    public static final String PREFIX = "/v1internal:";

    @Override
    public String id() {
        return "gemini-code-assist";
    }

    @Override
    public Reading read(Operation operation, Call.Request request) {
        return RequestReader.readEnvelope(request.path().substring(PREFIX.length()), request.body());
    }

    @Override
    public UsageMeter meter() {
        return GeminiMeter.enveloped();
    }
}
