package org.llmrelay.provider;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Quota;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.upstream.UpstreamRequest;

/** A kind of upstream account that calls can be relayed to. Thread-safe. */
public interface Provider extends Kind {

    /** The ids of the dialects that accounts of this kind speak. */
    Set<String> dialects();

    /** Whose calls come to accounts of this kind. */
    default Clientele clientele() {
        return Clientele.ANYBODY;
    }

    /** The request to send for a call. */
    UpstreamRequest prepare(Call call, Account account, Timeouts timeouts);

    /** The request that asks for the account's models in the dialect's own listing; empty where the kind has no such listing. */
    default Optional<UpstreamRequest> prepareModelListing(Account account, Timeouts timeouts) {
        return Optional.empty();
    }

    /** The models in such a listing; none where the bytes are no listing. */
    default List<ModelEntry> readModelListing(Body listing) {
        return List.of();
    }

    /**
     * The answer to a call in the words of the call's dialect: as it came, unless accounts of this kind wrap theirs. What the other methods are asked about
     * is what this gives. Does not wait; the body is turned as it comes.
     */
    default UpstreamExchange unwrapped(Call call, UpstreamExchange answer) {
        return answer;
    }

    /** What a head of an answer means: a fault that another account might not have, or nothing where the answer is for the caller. */
    Optional<UpstreamFault> faultIn(int status, Headers headers);

    /** Whether the head of an error leaves open what the error means, so that its body has to be read. */
    default boolean tellsMoreInItsBody(int status) {
        return false;
    }

    /** As {@link #faultIn(int, Headers)}, with what came of the error's body: nothing, its beginning or all of it, its content coding undone. */
    default Optional<UpstreamFault> faultIn(int status, Headers headers, Body error) {
        return faultIn(status, headers);
    }

    /**
     * What a fault means for the account as a whole, where the fault may be one credential's among several: nothing where the account has another one and is
     * to be asked again.
     *
     * @param asked the request that came to this
     */
    default Optional<UpstreamFault> forAccount(UpstreamFault fault, Account account, UpstreamRequest asked) {
        return Optional.of(fault);
    }

    /** How much of what it grants the account is used, as the head of an answer says it; {@link Quota#UNKNOWN} where it says nothing. */
    default Quota quotaIn(Headers headers) {
        return Quota.UNKNOWN;
    }

    /**
     * The cheapest request that shows whether an account works.
     *
     * @param model the model to ask for a word, or null to ask for nothing that costs; empty where the kind has no such request
     */
    default Optional<UpstreamRequest> prepareCheck(Account account, @Nullable String model, Timeouts timeouts) {
        return model == null ? prepareModelListing(account, timeouts) : Optional.empty();
    }

    /** What the first meaningful event of a stream means: a fault, or nothing where the stream is for the caller. */
    Optional<UpstreamFault> faultIn(SseEvent first);
}
