package org.llmrelay.translation.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.llmrelay.call.Call;
import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.DocumentWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;

/** Writes a response in one piece: thoughts, then words, then uses of tools. */
final class ResponsesDocument extends DocumentWriter {
    ResponsesDocument(CallerSide side, Call call) {
        super(side, call);
    }

    @Override
    protected JsonNode document(Stop stop, Spent spent) {
        String status = ResponsesWords.status(stop);
        List<ObjectNode> output = new ArrayList<>();
        if (!thought().isEmpty()) {
            output.add(new WordsItem(WordsItem.Kind.THOUGHT, 0, id())
                    .add(thought())
                    .whole(status));
        }
        if (!text().isEmpty()) {
            output.add(new WordsItem(WordsItem.Kind.MESSAGE, output.size(), id())
                    .add(text())
                    .whole(status));
        }
        for (Part.ToolUse use : tools()) {
            UseItem item = new UseItem(use, output.size(), id(), call().facts().tools());
            item.add(use.input());
            output.add(item.whole(status));
        }
        return ResponsesWords.end(ResponsesWords.response(call(), id(), model()), stop, output, spent);
    }
}
