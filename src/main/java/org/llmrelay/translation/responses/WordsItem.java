package org.llmrelay.translation.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.llmrelay.translation.Trees;

/** An item of words in an answer of Responses: a message, or a summary of what the model thought. Confined to one answer. */
final class WordsItem {
    private final Kind kind;
    private final int index;
    private final String id;
    private final StringBuilder text = new StringBuilder();

    /** What it is. The names are the beginnings of those of its events, and where the place of a part is told. */
    enum Kind {
        MESSAGE("msg_", "response.content_part", "response.output_text", "content_index"),
        THOUGHT("rs_", "response.reasoning_summary_part", "response.reasoning_summary_text", "summary_index");

        private final String prefix;
        private final String part;
        private final String words;
        private final String place;

        Kind(String prefix, String part, String words, String place) {
            this.prefix = prefix;
            this.part = part;
            this.words = words;
            this.place = place;
        }
    }

    /**
     * @param index of the item in the answer
     * @param answer the answer's id
     */
    WordsItem(Kind kind, int index, String answer) {
        this.kind = kind;
        this.index = index;
        this.id = kind.prefix + answer + "_" + index;
    }

    WordsItem add(String words) {
        text.append(words);
        return this;
    }

    Kind kind() {
        return kind;
    }

    int index() {
        return index;
    }

    /** The name of an event that speaks of its one part. */
    String ofPart(String what) {
        return kind.part + what;
    }

    /** The name of an event that speaks of its words. */
    String ofWords(String what) {
        return kind.words + what;
    }

    /** The members that say which part is meant. */
    String place() {
        return "\"item_id\":" + Trees.quoted(id) + ",\"output_index\":" + index + ",\"" + kind.place + "\":0";
    }

    /** A member with words, and what goes with it. */
    String words(String member, String words) {
        String said = "\"" + member + "\":" + Trees.quoted(words);
        return kind == Kind.MESSAGE ? said + ",\"logprobs\":[]" : said;
    }

    String text() {
        return text.toString();
    }

    /** Its one part with these words. */
    ObjectNode part(String words) {
        ObjectNode part = Trees.object();
        if (kind == Kind.THOUGHT) {
            return part.put("type", "summary_text").put("text", words);
        }
        part.put("type", "output_text").put("text", words).putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    /** The item before anything was said. */
    ObjectNode empty() {
        ObjectNode item = Trees.object().put("id", id);
        if (kind == Kind.THOUGHT) {
            item.put("type", "reasoning").putArray("summary");
            return item;
        }
        item.put("type", "message")
                .put("status", "in_progress")
                .put("role", "assistant")
                .putArray("content");
        return item;
    }

    /** The item with all its words. {@code status}: a message's. */
    ObjectNode whole(String status) {
        ObjectNode item = empty();
        if (kind == Kind.MESSAGE) {
            item.put("status", status);
        }
        item.withArray(kind == Kind.MESSAGE ? "content" : "summary").add(part(text()));
        return item;
    }
}
