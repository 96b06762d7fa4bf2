package org.llmrelay.wire.gemini;

import org.llmrelay.call.Call;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.UsageMeter;

/** The Gemini API. Thread-safe. */
public final class GeminiDialect extends GeminiForm {
    @Override
    public String id() {
        return "gemini";
    }

    @Override
    public Reading read(Operation operation, Call.Request request) {
        return GeminiPath.of(request.path())
                .map(path -> RequestReader.read(path, request.body()))
                .orElseGet(() -> new Reading.Unreadable(new CallerFault.NotFound()));
    }

    @Override
    public UsageMeter meter() {
        return GeminiMeter.plain();
    }
}
