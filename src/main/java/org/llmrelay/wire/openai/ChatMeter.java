package org.llmrelay.wire.openai;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Usage;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Json;
import org.llmrelay.wire.MemberScanner;
import org.llmrelay.wire.UntoldText;
import org.llmrelay.wire.UsageMeter;

/**
 * Reads usage and model from one answer of Chat Completions or Embeddings. A stream tells its usage in its last chunk, and only where the caller has asked
 * for it; some compatible upstreams tell it in every chunk, each time for all that went before. Confined to one answer.
 */
final class ChatMeter implements UsageMeter {
    private final AnswerReader answer = new AnswerReader();
    private final MemberScanner members = new MemberScanner(
            AnswerReader.MEMBERS, (name, json) -> Json.read(json, parser -> answer.readMember(name, parser)));
    private final UntoldText untold = new UntoldText("content", "reasoning_content", "reasoning", "arguments");
    private final boolean writes;
    private boolean begun;

    private ChatMeter(boolean writes) {
        this.writes = writes;
    }

    /** For answers of Chat Completions. */
    static ChatMeter ofChat() {
        return new ChatMeter(true);
    }

    /** For embeddings, which are numbers in one coding or another and no output that anybody counts. */
    static ChatMeter ofEmbeddings() {
        return new ChatMeter(false);
    }

    @Override
    public void event(SseEvent event) {
        untold.see(event.data());
        if (!begun || UsageMark.isIn(event.data())) {
            begun = true;
            Json.read(event.data(), answer::readObject);
            if (answer.count().wasTold()) {
                untold.told();
            }
        }
    }

    @Override
    public long untold() {
        boolean saysNothing = writes && usage().equals(Usage.NONE);
        return untold.tokens() + (saysNothing ? Estimated.tokens(members.textBytes()) : 0);
    }

    @Override
    public void json(ByteBuffer bytes) {
        members.feed(bytes);
    }

    @Override
    public Usage usage() {
        return answer.count().usage(0);
    }

    @Override
    public @Nullable String model() {
        return answer.model();
    }

    @Override
    public Delivery delivery() {
        return answer.delivery();
    }
}
