package org.llmrelay.moving;

/** Texts of another relay that are shown and used as names here. */
final class Ids {
    private Ids() {}

    /** @throws IllegalArgumentException when it has none that can be kept */
    static String of(ForeignRecord record) {
        String id = record.id();
        if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("it has no id that can be kept");
        }
        return id;
    }

    /** One line. */
    static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
