package org.llmrelay.moving;

import java.util.List;

/**
 * What is said of one record: what is not carried, or why it stays behind.
 *
 * @param parts what stands in the sentence, in its order
 */
public record Note(Remark remark, List<String> parts) {
    public Note {
        parts = List.copyOf(parts);
    }

    /** What a fault says; it may come from a part of the relay that knows nothing of imports. */
    static Note of(RuntimeException fault) {
        return fault instanceof Obstacle obstacle
                ? obstacle.note()
                : Remark.OTHER.of(String.valueOf(fault.getMessage()));
    }

    /** In English. */
    public String text() {
        String text = remark.sentence();
        for (int i = 0; i < parts.size(); i++) {
            text = text.replace("{" + i + "}", parts.get(i));
        }
        return text;
    }
}
