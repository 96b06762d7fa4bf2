package org.llmrelay.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;

/** Gathers an answer and writes it in one piece when it is whole. Confined to one answer. */
public abstract class DocumentWriter implements AnswerWriter {
    private static final byte[] NOTHING = new byte[0];

    private final CallerSide side;
    private final Call call;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final Map<Integer, ToolInput> tools = new LinkedHashMap<>();
    private @Nullable String id;
    private @Nullable String model;
    private byte[] written = NOTHING;

    /** {@code side}: whose errors are told. */
    protected DocumentWriter(CallerSide side, Call call) {
        this.side = side;
        this.call = call;
    }

    @Override
    public final void begin(@Nullable String id, @Nullable String model) {
        this.id = id;
        this.model = model;
    }

    @Override
    public final void text(String more) {
        text.append(more);
    }

    @Override
    public final void thought(String more) {
        thought.append(more);
    }

    @Override
    public final void tool(int key, Part.ToolUse use) {
        tools.put(key, new ToolInput(use));
    }

    @Override
    public final void toolInput(int key, String json) {
        ToolInput tool = tools.get(key);
        if (tool != null) {
            tool.add(json);
        }
    }

    @Override
    public final void end(Stop stop, Spent spent) {
        written = Trees.bytes(document(stop, spent));
    }

    /** The document. */
    protected abstract JsonNode document(Stop stop, Spent spent);

    @Override
    public final void error(int status, String message) {
        written = side.error(status, message);
    }

    @Override
    public final byte[] taken() {
        byte[] bytes = written;
        written = NOTHING;
        return bytes;
    }

    /** What the upstream calls the answer, or else what we call the call. */
    protected final String id() {
        return id == null || id.isEmpty() ? call.id().value() : id;
    }

    /** What the upstream says it answered with, or else what was asked for. */
    protected final String model() {
        return model == null ? call.facts().model() : model;
    }

    protected final Call call() {
        return call;
    }

    protected final String text() {
        return text.toString();
    }

    protected final String thought() {
        return thought.toString();
    }

    /** The uses of tools, whole. */
    protected final List<Part.ToolUse> tools() {
        return tools.values().stream().map(ToolInput::whole).toList();
    }
}
