package org.llmrelay.call;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the relay needs to know of a request body.
 *
 * @param model the model asked for, as the caller wrote it
 * @param family the limit family that the model belongs to, such as {@code opus}; the model itself where no family is known
 * @param modelSpan where the model's JSON string literal stands in the body, quotes included; empty where the path names the model
 * @param outputLimit how many tokens the answer may have, or 0 where the request does not say
 * @param streamed whether the caller asked for a stream
 * @param sessionOrNull what tells this conversation from others: an id, or a hash of the cached prefix
 * @param unseen what the call may use beyond what the body shows
 * @param usageInStream whether a stream is to tell its usage, where the dialect leaves that to the caller
 * @param tools those that a translation had to rename, by the names that upstreams know them by; the caller is told of their uses in its own words
 */
public record Facts(
        String model,
        String family,
        Span modelSpan,
        long outputLimit,
        boolean streamed,
        @Nullable String sessionOrNull,
        Unseen unseen,
        boolean usageInStream,
        Map<String, ToolName> tools) {
    public Facts {
        tools = Map.copyOf(tools);
    }

    /** Facts of a request whose tools keep their names. */
    public Facts(
            String model,
            String family,
            Span modelSpan,
            long outputLimit,
            boolean streamed,
            @Nullable String sessionOrNull,
            Unseen unseen,
            boolean usageInStream) {
        this(model, family, modelSpan, outputLimit, streamed, sessionOrNull, unseen, usageInStream, Map.of());
    }

    /** Facts of a body that shows everything, in a dialect that leaves nothing to the caller. */
    public Facts(
            String model,
            String family,
            Span modelSpan,
            long outputLimit,
            boolean streamed,
            @Nullable String sessionOrNull) {
        this(model, family, modelSpan, outputLimit, streamed, sessionOrNull, Unseen.NOTHING, false);
    }

    /** Facts in a dialect that leaves nothing to the caller. */
    public Facts(
            String model,
            String family,
            Span modelSpan,
            long outputLimit,
            boolean streamed,
            @Nullable String sessionOrNull,
            Unseen unseen) {
        this(model, family, modelSpan, outputLimit, streamed, sessionOrNull, unseen, false);
    }

    public Optional<String> session() {
        return Optional.ofNullable(sessionOrNull);
    }
}
