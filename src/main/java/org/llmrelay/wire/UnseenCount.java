package org.llmrelay.wire;

import org.llmrelay.call.Unseen;

/** Gathers what a request may use beyond what its body shows. Confined to one request. */
public final class UnseenCount {
    private static final long MOST_USES = Integer.MAX_VALUE;

    private final String bound;
    private boolean grows;
    private long uses;
    private boolean boundless;

    /** @param bound the parameter that says how often the provider's tools may be used, or empty where there is none */
    public UnseenCount(String bound) {
        this.bound = bound;
    }

    /** The model reads something that is not text in the body. */
    public void grows() {
        grows = true;
    }

    /** The provider may use a tool so often, or {@link Unseen#BOUNDLESS}. */
    public void mayUse(long times) {
        boundless |= times == Unseen.BOUNDLESS;
        uses = Math.min(MOST_USES, uses + Math.max(0, times));
    }

    /** All tools together may be used so often at most. */
    public void mayUseAllOf(long times) {
        if (boundless) {
            boundless = false;
            uses = Math.min(MOST_USES, times);
        }
    }

    /** @param answers how many answers are asked for */
    public Unseen unseen(long answers) {
        return new Unseen(grows, answers, boundless ? Unseen.BOUNDLESS : uses, bound);
    }
}
