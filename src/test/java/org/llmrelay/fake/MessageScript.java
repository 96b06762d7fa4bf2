package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * What the model says in one message, as a stream of events or as one piece of JSON. Immutable.
 *
 * @param model what the answer names as its model; empty for the one that was asked for
 */
public record MessageScript(String id, String model, List<Block> blocks, Tokens tokens, String stopReason) {
    private static final String MULTI_BYTE =
            "Grüße aus Köln! 你好，世界。 Emoji: 👩‍💻🚀🏳️‍🌈, naïve café — “done”.\nNew line, tab\tand \\ back.";

    /** One block of text with characters of one to four bytes. */
    public static MessageScript greeting() {
        return saying(MULTI_BYTE);
    }

    /** One block of text. */
    public static MessageScript saying(String text) {
        return empty().and(Block.text(text));
    }

    /** Thinking, text and a tool call, with searches and fetches in the usage. */
    public static MessageScript full() {
        return empty().and(Block.thinking("Let me look at the file first. 先看看文件。"))
                .and(Block.text(MULTI_BYTE))
                .callingTool("Read", "{\"file_path\":\"/home/ana/naïve café/README.md\",\"limit\":20}")
                .withTokens(Tokens.USUAL.withServerTools(2, 1));
    }

    private static MessageScript empty() {
        return new MessageScript("msg_01FakeUpstreamAnswer7", "", List.of(), Tokens.USUAL, "end_turn");
    }

    /** Ends with a tool call; {@code input} is a JSON object. */
    public MessageScript callingTool(String name, String input) {
        MessageScript more = and(Block.toolUse("toolu_01FakeCall" + blocks.size(), name, input));
        return new MessageScript(id, model, more.blocks, tokens, "tool_use");
    }

    public MessageScript thinking(String thought) {
        return and(Block.thinking(thought));
    }

    public MessageScript withTokens(Tokens others) {
        return new MessageScript(id, model, blocks, others, stopReason);
    }

    public MessageScript withModel(String other) {
        return new MessageScript(id, other, blocks, tokens, stopReason);
    }

    MessageScript forRequest(ReceivedRequest request) {
        return model.isEmpty() ? withModel(request.model()) : this;
    }

    /** The stream's events, each with its name, its data line and the empty line after it. A ping follows the first block's start. */
    public List<byte[]> events() {
        List<byte[]> events = new ArrayList<>();
        events.add(event("message_start", "{\"type\":\"message_start\",\"message\":%s}".formatted(start())));
        for (int index = 0; index < blocks.size(); index++) {
            addBlock(events, index);
        }
        events.add(delta(tokens.output()));
        events.add(event("message_stop", "{\"type\":\"message_stop\"}"));
        return events;
    }

    /** As {@link #events}, with the usage told twice, the second time with all that the first one told in it. */
    public List<byte[]> eventsTellingUsageTwice() {
        List<byte[]> events = events();
        events.add(events.size() - 2, delta(tokens.output() / 2));
        return events;
    }

    /** The message in one piece. */
    public byte[] json() {
        String content = String.join(",", blocks.stream().map(Block::whole).toList());
        return message(content, Json.quote(stopReason), tokens.whole()).getBytes(UTF_8);
    }

    static byte[] event(String name, String json) {
        return ("event: " + name + "\ndata: " + json + "\n\n").getBytes(UTF_8);
    }

    private void addBlock(List<byte[]> events, int index) {
        String at = "\"index\":" + index;
        Block block = blocks.get(index);
        events.add(event(
                "content_block_start",
                "{\"type\":\"content_block_start\",%s,\"content_block\":%s}".formatted(at, block.start())));
        if (index == 0) {
            events.add(event("ping", "{\"type\": \"ping\"}"));
        }
        for (String delta : block.deltas()) {
            events.add(event(
                    "content_block_delta", "{\"type\":\"content_block_delta\",%s,\"delta\":%s}".formatted(at, delta)));
        }
        events.add(event("content_block_stop", "{\"type\":\"content_block_stop\",%s}".formatted(at)));
    }

    private byte[] delta(long output) {
        String json = "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":%s,\"stop_sequence\":null},\"usage\":%s}";
        return event("message_delta", json.formatted(Json.quote(stopReason), tokens.upTo(output)));
    }

    private String start() {
        return message("", "null", tokens.atStart());
    }

    private String message(String content, String stop, String usage) {
        return ("{\"model\":%s,\"id\":%s,\"type\":\"message\",\"role\":\"assistant\",\"content\":[%s],"
                        + "\"stop_reason\":%s,\"stop_sequence\":null,\"usage\":%s}")
                .formatted(Json.quote(model), Json.quote(id), content, stop, usage);
    }

    private MessageScript and(Block block) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(block);
        return new MessageScript(id, model, List.copyOf(more), tokens, stopReason);
    }
}
