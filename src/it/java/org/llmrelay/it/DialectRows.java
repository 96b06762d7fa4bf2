package org.llmrelay.it;

import java.util.stream.Stream;

/** Every dialect that callers can speak. */
final class DialectRows {
    private DialectRows() {}

    static Stream<DialectRow> all() {
        return Stream.of(
                new AnthropicRow(),
                new ResponsesRow(),
                new ChatRow(),
                new GeminiRow(),
                new ChatOnClaudeRow(),
                new ResponsesOnChatRow());
    }
}
