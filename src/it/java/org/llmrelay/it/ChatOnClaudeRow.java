package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.fake.Tokens;

/** Callers of Chat Completions before Claude accounts: what is told is translated, and the rest is as everywhere. */
final class ChatOnClaudeRow implements DialectRow {
    private static final String WORDS = "Grüße 🌍";
    private static final MessageScript SAID = MessageScript.saying(WORDS).withModel(Ask.MODEL);
    private static final Tokens USED = SAID.tokens();
    private static final String USAGE = usage();

    private final ChatRow chat = new ChatRow();

    private static String usage() {
        long written = USED.written().fiveMinutes() + USED.written().oneHour();
        long prompt = USED.input() + USED.cacheRead() + written;
        return ("{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,\"prompt_tokens_details\":"
                        + "{\"cached_tokens\":%d,\"cache_write_tokens\":%d},\"completion_tokens_details\":{\"reasoning_tokens\":0}}")
                .formatted(prompt, USED.output(), prompt + USED.output(), USED.cacheRead(), written);
    }

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
        return chat.ask(key, streamed)
                .at("/openai/claude/v1/chat/completions")
                .saying(Prompt.of(
                        Ask.MODEL, streamed ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : ""));
    }

    @Override
    public Ask inSession(Ask ask, String id) {
        return chat.inSession(ask, id);
    }

    @Override
    public Answer answer() {
        return Behaviours.message(SAID);
    }

    @Override
    public List<byte[]> pieces() {
        return Stream.of(
                        chunk(choice("\"role\":\"assistant\",\"content\":\"\"", "null"), "null"),
                        chunk(choice("\"content\":\"" + WORDS + "\"", "null"), "null"),
                        chunk(choice("", "\"stop\""), "null"),
                        chunk("", USAGE),
                        "[DONE]")
                .map(data -> ("data: " + data + "\n\n").getBytes(UTF_8))
                .toList();
    }

    private static String choice(String delta, String finish) {
        return "{\"index\":0,\"delta\":{" + delta + "},\"logprobs\":null,\"finish_reason\":" + finish + "}";
    }

    private static String chunk(String choice, String usage) {
        return "{\"id\":\"chatcmpl-%s\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"%s\",\"choices\":[%s],\"usage\":%s}"
                .formatted(SAID.id(), SAID.model(), choice, usage);
    }

    @Override
    public byte[] document() {
        return ("{\"id\":\"chatcmpl-%s\",\"object\":\"chat.completion\",\"created\":0,\"model\":\"%s\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"%s\",\"refusal\":null},\"logprobs\":null,"
                        + "\"finish_reason\":\"stop\"}],\"usage\":%s}")
                .formatted(SAID.id(), SAID.model(), WORDS, USAGE)
                .getBytes(UTF_8);
    }

    @Override
    public List<Long> tokens() {
        return List.of(USED.input(), USED.cacheRead(), USED.output());
    }

    @Override
    public int certain() {
        return 2;
    }

    /** The start of the message and of its text, a ping, and the text. */
    @Override
    public int certainOfUpstream() {
        return 4;
    }

    /** The time at which an answer was made. */
    @Override
    public String settled(String text) {
        return text.replaceAll("\"created\":\\d+", "\"created\":0");
    }

    @Override
    public Answer refusal() {
        return Behaviours.status(400, "invalid_request_error", "messages.0: too many wombats");
    }

    @Override
    public void requireRefusal(Reply reply, byte[] said) {
        assertThat(reply.text())
                .isEqualTo(
                        "{\"error\":{\"message\":\"messages.0: too many wombats\",\"type\":\"invalid_request_error\","
                                + "\"param\":null,\"code\":null}}");
    }

    @Override
    public Answer failingStream() {
        return Behaviours.errorEvent("api_error");
    }

    @Override
    public void requireError(Reply reply, Failing failing) {
        chat.requireError(reply, failing);
    }

    @Override
    public void requireBrokenEnd(String end) {
        chat.requireBrokenEnd(end);
    }

    @Override
    public String requestsLeftHeader() {
        return chat.requestsLeftHeader();
    }

    @Override
    public String toString() {
        return "openai-chat>anthropic";
    }
}
