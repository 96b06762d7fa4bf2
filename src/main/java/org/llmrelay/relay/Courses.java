package org.llmrelay.relay;

import java.util.function.Supplier;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.provider.AnswerHeaders;
import org.llmrelay.provider.Provider;
import org.llmrelay.settings.RelaySettings.Patience;
import org.llmrelay.stream.Course;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Interpreter;

/**
 * Says how an answer goes to its caller.
 *
 * @param standing the fields that tell the caller what is left of its limits
 */
record Courses(Dialects dialects, Patience patience, Supplier<Headers> standing) {
    /** {@code open}: whether the answer is an error that its body has to explain. */
    Course of(Call call, Provider provider, UpstreamExchange exchange, boolean open) {
        Dialect dialect = dialects.named(call.tongue());
        Interpreter interpreter = dialect.interpreter(call).orElse(null);
        boolean good = exchange.status() < 300;
        // An error that is to be translated is one document, whatever it says of itself.
        boolean whole = open || (!good && interpreter != null);
        Framing framing = whole
                ? Framing.NONE
                : dialect.framing(exchange.headers(), good && call.facts().streamed());
        Headers headers = AnswerHeaders.forCaller(exchange.headers());
        return new Course(
                call.id(),
                dialect,
                exchange.status(),
                (interpreter == null ? headers : interpreter.headers(headers, framing)).and(standing.get()),
                framing,
                good || open,
                provider::faultIn,
                open ? error -> provider.faultIn(exchange.status(), exchange.headers(), error) : null,
                interpreter,
                new Course.Timing(patience.ping().toMillis(), patience.idle().toMillis()));
    }
}
