package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.fake.Tokens;

/** Anthropic's Messages. */
final class AnthropicRow implements DialectRow {
    private static final MessageScript SAID = MessageScript.greeting().withModel(Ask.MODEL);

    @Override
    public String dialect() {
        return "anthropic";
    }

    @Override
    public String kind() {
        return "anthropic";
    }

    @Override
    public String service() {
        return "claude";
    }

    @Override
    public Ask ask(Key key, boolean streamed) {
        return (streamed ? Ask.stream() : Ask.message()).key(key);
    }

    @Override
    public Ask inSession(Ask ask, String id) {
        return ask.session(id);
    }

    @Override
    public Answer answer() {
        return Behaviours.message(SAID);
    }

    @Override
    public List<byte[]> pieces() {
        return SAID.events();
    }

    @Override
    public byte[] document() {
        return SAID.json();
    }

    @Override
    public List<Long> tokens() {
        Tokens tokens = SAID.tokens();
        return List.of(tokens.input(), tokens.cacheRead(), tokens.output());
    }

    @Override
    public int certain() {
        return 4;
    }

    @Override
    public Answer refusal() {
        return Behaviours.status(400);
    }

    @Override
    public Answer failingStream() {
        return Behaviours.errorEvent("api_error");
    }

    @Override
    public void requireError(Reply reply, Failing failing) {
        switch (failing) {
            case UNKNOWN_KEY -> reply.isNativeError(401, "authentication_error");
            case LACKS_SERVICE, LACKS_MODEL -> reply.isNativeError(403, "permission_error");
            case TOO_MANY_REQUESTS -> reply.isNativeError(429, "rate_limit_error");
            case NO_ACCOUNT -> reply.isNativeError(503, "api_error");
        }
    }

    @Override
    public void requireBrokenEnd(String end) {
        Events.requireError(end, "api_error");
        assertThat(end).doesNotContain("message_stop");
    }

    @Override
    public String requestsLeftHeader() {
        return "anthropic-ratelimit-requests-remaining";
    }

    @Override
    public String toString() {
        return dialect();
    }
}
