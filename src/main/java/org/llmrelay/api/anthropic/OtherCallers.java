package org.llmrelay.api.anthropic;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.llmrelay.api.ModelPages;

/**
 * Callers of another dialect who come by paths of Anthropic's: below a prefix, with a key as a bearer, and without anything that only callers of Anthropic's say.
 *
 * @param prefix such as {@code /api}
 * @param pages shows them models in their own dialect
 */
public record OtherCallers(String prefix, ModelPages pages) {
    private static final List<String> FIELDS = List.of("anthropic-version", "anthropic-beta", "x-api-key");
    private static final List<String> PARAMETERS = List.of("limit", "after_id", "before_id");

    boolean sent(HttpServletRequest request) {
        return request.getRequestURI().startsWith(prefix + "/")
                && request.getHeader("authorization") != null
                && FIELDS.stream().allMatch(name -> request.getHeader(name) == null)
                && PARAMETERS.stream().allMatch(name -> request.getParameter(name) == null);
    }
}
