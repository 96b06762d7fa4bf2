package org.llmrelay.translation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.llmrelay.relay.Dialects;
import org.llmrelay.translation.chat.ChatOnGemini;
import org.llmrelay.translation.chat.ChatOnMessages;
import org.llmrelay.translation.chat.ChatOnResponses;
import org.llmrelay.translation.gemini.GeminiOnChat;
import org.llmrelay.translation.messages.MessagesOnChat;
import org.llmrelay.translation.messages.MessagesOnResponses;
import org.llmrelay.translation.responses.ResponsesOnChat;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.anthropic.AnthropicDialect;
import org.llmrelay.wire.gemini.GeminiDialect;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** All directions of translation, by the names of their folders of examples. */
final class Directions {
    private static final Map<String, Translation> ALL = Map.of(
            "chat-on-messages", new ChatOnMessages(),
            "chat-on-gemini", new ChatOnGemini(),
            "chat-on-responses", new ChatOnResponses(),
            "messages-on-chat", new MessagesOnChat(),
            "messages-on-responses", new MessagesOnResponses(),
            "gemini-on-chat", new GeminiOnChat(),
            "responses-on-chat", new ResponsesOnChat());

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

    private static final List<Dialect> PLAIN =
            List.of(new AnthropicDialect(), new ChatDialect(), new ResponsesDialect(CLOCK), new GeminiDialect());

    private static final Dialects DIALECTS = new Dialects(PLAIN, ALL.values());

    private Directions() {}

    static Dialect named(String folder) {
        Translation translation = ALL.get(folder);
        if (translation == null) {
            throw new IllegalArgumentException(folder);
        }
        return DIALECTS.named(Translation.id(
                translation.caller().dialect(), translation.upstream().dialect()));
    }
}
