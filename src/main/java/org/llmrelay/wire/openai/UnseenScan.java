package org.llmrelay.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.llmrelay.call.Unseen;
import org.llmrelay.wire.ShortWord;
import org.llmrelay.wire.UnseenCount;

/** Looks in a request for what the model reads beyond its text, and for tools that the provider runs itself. Confined to one request. */
final class UnseenScan {
    private static final Set<String> MEDIA = Set.of(
            "input_image",
            "input_file",
            "input_audio",
            "input_video",
            "image_url",
            "video_url",
            "file",
            "computer_screenshot",
            "image_generation_call",
            // It names what the provider keeps.
            "item_reference",
            ShortWord.ODD);

    /** Tools that the caller runs; whatever else there is may be run by the provider. */
    private static final Set<String> OF_CALLER =
            Set.of("function", "custom", "local_shell", "apply_patch", "computer", "computer_use_preview", "namespace");

    private final JsonParser parser;
    private final byte[] body;
    private final UnseenCount count = new UnseenCount("max_tool_calls");
    private long mostUses = Unseen.BOUNDLESS;

    UnseenScan(JsonParser parser, byte[] body) {
        this.parser = parser;
        this.body = body;
    }

    /** Reads the value of a field that says more than it shows; returns whether it is one. */
    boolean reads(String field) throws IOException {
        switch (field) {
            case "previous_response_id", "prompt" -> {
                if (!parser.hasToken(JsonToken.VALUE_NULL)) {
                    count.grows();
                }
                parser.skipChildren();
            }
            case "tools" -> readTools();
            // One search before the answer.
            case "web_search_options" -> readSwitch(1);
            // Words of compatible providers.
            case "plugins", "search_parameters" -> readSwitch(Unseen.BOUNDLESS);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readSwitch(long uses) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NULL)) {
            count.mayUse(uses);
        }
        parser.skipChildren();
    }

    /** The conversation goes on from what the provider keeps. */
    void goesOn() {
        count.grows();
    }

    /** All tools together may be used so often. */
    void mayUseAtMost(long uses) {
        mostUses = uses;
    }

    private void readTools() throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!isOfCaller()) {
                count.mayUse(Unseen.BOUNDLESS);
            }
        }
    }

    private boolean isOfCaller() throws IOException {
        boolean isOfCaller = true;
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isType = parser.currentName().equals("type");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isType) {
                    isOfCaller &= OF_CALLER.contains(ShortWord.at(parser, body));
                }
                parser.skipChildren();
            }
        } else {
            parser.skipChildren();
        }
        return isOfCaller;
    }

    /** One item that the model is told. Confined to it. */
    final class Item {
        private boolean isThought;
        private boolean isWhole;

        /** Reads the value of one of the item's fields. */
        void read(String field) throws IOException {
            boolean isText = parser.hasToken(JsonToken.VALUE_STRING);
            if (isText && field.equals("type")) {
                String type = ShortWord.at(parser, body);
                isThought |= type.equals("reasoning");
                see(type);
            }
            isWhole |= isText && field.equals("encrypted_content");
            skip();
        }

        /** Thoughts that do not come with the request are kept by the provider. */
        void end() {
            if (isThought && !isWhole) {
                count.grows();
            }
        }
    }

    /** Steps over the value that the parser stands at, looking for media in it. */
    private void skip() throws IOException {
        int depth = parser.currentToken().isStructStart() ? 1 : 0;
        boolean atType = false;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (atType && token == JsonToken.VALUE_STRING) {
                see(ShortWord.at(parser, body));
            }
            atType = token == JsonToken.FIELD_NAME && parser.currentName().equals("type");
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }

    private void see(String type) {
        if (MEDIA.contains(type)) {
            count.grows();
        }
    }

    /** @param answers how many answers are asked for */
    Unseen unseen(long answers) {
        if (mostUses != Unseen.BOUNDLESS) {
            count.mayUseAllOf(mostUses);
        }
        return count.unseen(answers);
    }
}
