package org.llmrelay.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of an account's connection, described so that forms and the API can ask for it.
 *
 * @param name the key in the account's fields or secrets
 * @param fallback what holds when it is left empty, or null
 */
public record AccountField(
        String name,
        String label,
        Input input,
        boolean required,
        @Nullable String fallback,
        String help) {

    /** Whether it is kept sealed and never shown again. */
    public boolean secret() {
        return input.secret();
    }

    /**
     * What is typed into a field.
     *
     * @param form what it looks like
     * @param secret whether it is kept sealed and never shown again
     * @param choices the texts that can be chosen, for {@link Form#CHOICE}
     */
    public record Input(Form form, boolean secret, List<String> choices) {
        /** One line. */
        public static final Input TEXT = new Input(Form.LINE, false, List.of());

        /** An http or https URL. */
        public static final Input URL = new Input(Form.URL, false, List.of());

        /** One line that is kept sealed. */
        public static final Input SECRET = new Input(Form.LINE, true, List.of());

        /** Lines that are kept sealed, one secret each. */
        public static final Input SECRET_LINES = new Input(Form.LINES, true, List.of());

        /** A JSON document that is kept sealed. */
        public static final Input SECRET_JSON = new Input(Form.JSON, true, List.of());

        public Input {
            choices = List.copyOf(choices);
        }

        public static Input choice(List<String> choices) {
            return new Input(Form.CHOICE, false, choices);
        }
    }

    /** The looks of a field. */
    public enum Form {
        LINE,
        LINES,
        URL,
        CHOICE,
        JSON
    }
}
