package org.llmrelay.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.llmrelay.account.Account;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.BodyGatherer;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.Upstream;
import org.llmrelay.upstream.UpstreamRequest;

/** Sends small requests that are about an account and no call, by the account's own route. Thread-safe. */
public final class Errand {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final int MOST_BYTES = 256 * 1024;

    private final Upstream upstream;
    private final Account account;

    public Errand(Upstream upstream, Account account) {
        this.upstream = upstream;
        this.account = account;
    }

    /** {@code status}: 0 when no answer came; then the text is the fault's code. */
    public record Reply(int status, String text) {

        /** Hides the text: it holds tokens. */
        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    /** Posts a text. Completes normally, within less than a minute. */
    public CompletableFuture<Reply> post(String address, Headers headers, String text) {
        Body body = Body.wrap(text.getBytes(StandardCharsets.UTF_8));
        UpstreamRequest request = new UpstreamRequest(
                "POST",
                URI.create(address),
                headers.with("accept", "application/json"),
                body,
                account.route(),
                TIMEOUTS);
        CompletableFuture<Answer> opening = upstream.open(request);
        return opening.thenCompose(Errand::reply)
                .orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(broken -> {
                    opening.cancel(true);
                    return new Reply(0, "upstream-broke-off");
                });
    }

    private static CompletableFuture<Reply> reply(Answer answer) {
        if (answer instanceof Answer.Answered answered) {
            int status = answered.exchange().status();
            return BodyGatherer.gather(answered.exchange(), MOST_BYTES)
                    .thenApply(body -> new Reply(status, new String(body.array(), StandardCharsets.UTF_8)));
        }
        UpstreamFault fault = ((Answer.Unanswered) answer).fault();
        return CompletableFuture.completedFuture(new Reply(0, fault.code()));
    }

    /** How long an errand may take in all. */
    public static Duration longest() {
        return LONGEST;
    }
}
