package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.admission.RefusedCall;

/**
 * The last refusals of a key, newest first.
 *
 * @param dropped how many refusals of any keys this node has not kept since it started
 * @param unknownKeys how many calls with no key, or an unknown one, this node has refused since it started
 */
public record RefusalsBody(List<One> items, long dropped, long unknownKeys) implements JsonBody {

    /** One refusal. {@code call}: as in the caller's {@code request-id}, without its {@code req_}. */
    public record One(
            Instant at,
            String call,
            String code,
            @Nullable String rule,
            String model,
            @Nullable String client,
            String message)
            implements JsonBody {
        static One of(RefusedCall refused) {
            return new One(
                    refused.at(),
                    refused.call(),
                    refused.code(),
                    refused.rule(),
                    refused.model(),
                    refused.client(),
                    refused.words());
        }
    }

    static RefusalsBody of(List<RefusedCall> refused, RefusalBook book) {
        return new RefusalsBody(refused.stream().map(One::of).toList(), book.dropped(), book.unknown());
    }
}
