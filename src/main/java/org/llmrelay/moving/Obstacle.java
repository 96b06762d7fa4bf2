package org.llmrelay.moving;

/** Something cannot be brought in. Its message quotes no secret. */
public class Obstacle extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Note note;

    Obstacle(Note note) {
        super(note.text());
        this.note = note;
    }

    /** Why, for people. */
    public Note note() {
        return note;
    }
}
