package org.llmrelay.admission;

import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.call.Unseen;
import org.llmrelay.call.Usage;
import org.llmrelay.pricing.Bounds;

/**
 * The most that a call can use.
 *
 * @param lack what would have to be said for it to have a bound, or null where it has one
 */
record Worst(Usage usage, @Nullable String lack) {

    /** @param size of the body: no token of a text is shorter than a byte */
    static Worst of(Call call, long size, Bounds bounds) {
        Unseen unseen = call.facts().unseen();
        long turns = unseen.uses() == Unseen.BOUNDLESS ? 1 : unseen.uses() + 1;
        boolean isOutOfSight = unseen.grows() || unseen.uses() != 0;
        long prompt = isOutOfSight || (bounds.input() > 0 && bounds.input() < size) ? bounds.input() : size;
        long limit = call.facts().outputLimit();
        long answer = limit > 0 ? limit : unseen.answers() * bounds.output();
        // Nothing is dearer than what is written to the cache for an hour.
        Usage usage = new Usage(0, turns * answer, 0, 0, turns * prompt, turns - 1, 0);
        return new Worst(usage, lack(unseen, prompt, answer));
    }

    private static @Nullable String lack(Unseen unseen, long prompt, long answer) {
        if (unseen.uses() == Unseen.BOUNDLESS) {
            String leave = "leave out the tools that the provider runs";
            return unseen.bound().isEmpty() ? leave : "set " + unseen.bound() + ", or " + leave;
        }
        if (prompt == 0) {
            return "the model reads more than the request shows, and nobody has set max_input_tokens in its price";
        }
        return answer == 0 && unseen.answers() > 0 ? "set how many tokens the answer may have" : null;
    }
}
