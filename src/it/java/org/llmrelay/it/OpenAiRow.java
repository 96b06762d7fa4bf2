package org.llmrelay.it;

/** What OpenAI's dialects have in common. */
abstract class OpenAiRow implements DialectRow {
    @Override
    public final String service() {
        return "openai";
    }

    @Override
    public final void requireError(Reply reply, Failing failing) {
        OpenAiErrors.require(reply, failing);
    }

    @Override
    public final String requestsLeftHeader() {
        return "x-ratelimit-remaining-requests";
    }

    @Override
    public String toString() {
        return dialect();
    }
}
