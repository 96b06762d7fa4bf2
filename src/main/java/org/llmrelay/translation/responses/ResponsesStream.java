package org.llmrelay.translation.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/**
 * Writes a stream of Responses, event by event. Words and thoughts end when something else begins; uses of tools stay open until the end, because an upstream
 * may tell of several at once. The last event repeats all of the answer, so what was said is kept, up to a bound.
 */
final class ResponsesStream implements AnswerWriter {
    /** As much as an answer in one piece may have. */
    private static final int MOST_CHARS = 32 << 20;

    private final Call call;
    private final StringBuilder written = new StringBuilder();
    private final Map<Integer, UseItem> uses = new LinkedHashMap<>();
    /** The items that are whole, by their index. */
    private final Map<Integer, ObjectNode> output = new TreeMap<>();

    private @Nullable WordsItem words;
    private String id;
    private String model;
    private boolean begun;
    private boolean over;
    private int items;
    private int events;
    private long kept;

    ResponsesStream(Call call) {
        this.call = call;
        this.id = call.id().value();
        this.model = call.facts().model();
    }

    @Override
    public void begin(@Nullable String id, @Nullable String model) {
        begun = true;
        this.id = id == null || id.isEmpty() ? this.id : id;
        this.model = model == null ? this.model : model;
        event("response.created", "response", response());
        event("response.in_progress", "response", response());
    }

    private ObjectNode response() {
        return ResponsesWords.response(call, id, model);
    }

    @Override
    public void text(String text) {
        say(WordsItem.Kind.MESSAGE, text);
    }

    @Override
    public void thought(String text) {
        say(WordsItem.Kind.THOUGHT, text);
    }

    private void say(WordsItem.Kind kind, String text) {
        if (isKept(text)) {
            WordsItem item = words;
            if (item == null || item.kind() != kind) {
                endWords("completed");
                item = beginWords(kind);
            }
            item.add(text);
            event(item.ofWords(".delta"), item.place() + "," + item.words("delta", text));
        }
    }

    private WordsItem beginWords(WordsItem.Kind kind) {
        WordsItem item = new WordsItem(kind, next(), id);
        words = item;
        itemBegins(item.index(), item.empty());
        event(item.ofPart(".added"), item.place() + ",\"part\":" + item.part(""));
        return item;
    }

    private void endWords(String status) {
        WordsItem item = words;
        if (item != null) {
            words = null;
            event(item.ofWords(".done"), item.place() + "," + item.words("text", item.text()));
            event(item.ofPart(".done"), item.place() + ",\"part\":" + item.part(item.text()));
            itemEnds(item.index(), item.whole(status));
        }
    }

    @Override
    public void tool(int key, Part.ToolUse use) {
        if (over) {
            return;
        }
        endWords("completed");
        UseItem item = new UseItem(use, next(), id, call.facts().tools());
        uses.put(key, item);
        itemBegins(item.index(), item.empty());
        if (!use.input().isEmpty()) {
            toolInput(key, use.input());
        }
    }

    @Override
    public void toolInput(int key, String json) {
        UseItem item = uses.get(key);
        if (item != null && isKept(json)) {
            item.add(json);
            if (item.isToldAtOnce()) {
                event(item.events() + ".delta", item.place() + ",\"delta\":" + Trees.quoted(json));
            }
        }
    }

    private void endUse(UseItem item, String status) {
        String told = item.events();
        String input = Trees.quoted(item.words());
        if (told != null && !item.isToldAtOnce()) {
            event(told + ".delta", item.place() + ",\"delta\":" + input);
        }
        if (told != null) {
            event(told + ".done", item.place() + ",\"" + item.member() + "\":" + input);
        }
        itemEnds(item.index(), item.whole(status));
    }

    /** What is too long to be repeated is not said to its end. */
    private boolean isKept(String more) {
        kept += more.length();
        if (!over && kept > MOST_CHARS) {
            error(500, "The answer is too long");
        }
        return !over;
    }

    private int next() {
        if (!begun) {
            begin(null, null);
        }
        return items++;
    }

    private void itemBegins(int index, ObjectNode item) {
        event("response.output_item.added", "\"output_index\":" + index + ",\"item\":" + item);
    }

    private void itemEnds(int index, ObjectNode item) {
        output.put(index, item);
        event("response.output_item.done", "\"output_index\":" + index + ",\"item\":" + item);
    }

    @Override
    public void end(Stop stop, Spent spent) {
        if (over) {
            return;
        }
        if (!begun) {
            begin(null, null);
        }
        String status = ResponsesWords.status(stop);
        endWords(status);
        uses.values().forEach(use -> endUse(use, status));
        over = true;
        event("response." + status, "response", ResponsesWords.end(response(), stop, output.values(), spent));
    }

    @Override
    public void error(int status, String message) {
        over = true;
        ObjectNode failed = ResponsesWords.fail(response(), status, message);
        failed.putArray("output").addAll(output.values());
        event("response.failed", "response", failed);
    }

    private void event(String name, String member, JsonNode value) {
        event(name, "\"" + member + "\":" + value);
    }

    private void event(String name, String members) {
        written.append("event: ")
                .append(name)
                .append("\ndata: {\"type\":\"")
                .append(name)
                .append("\",\"sequence_number\":")
                .append(events++)
                .append(',')
                .append(members)
                .append("}\n\n");
    }

    @Override
    public byte[] taken() {
        byte[] bytes = written.toString().getBytes(StandardCharsets.UTF_8);
        written.setLength(0);
        return bytes;
    }
}
