package org.llmrelay.moving;

/** Texts of another relay that are shown and used as names here. */
final class Ids {
    private Ids() {}

    /** @throws Obstacle when it has none that can be kept */
    static String of(ForeignRecord record) {
        String id = record.id();
        if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new Obstacle(Remark.NO_ID.of());
        }
        return id;
    }

    /** One line. */
    static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
