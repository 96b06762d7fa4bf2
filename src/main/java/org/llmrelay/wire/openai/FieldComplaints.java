package org.llmrelay.wire.openai;

import org.llmrelay.wire.Complaints;

/** What is wrong with a request, in OpenAI's words. Thread-safe. */
final class FieldComplaints implements Complaints {
    @Override
    public String noObject() {
        return "The request body must be a JSON object.";
    }

    @Override
    public String twice(String field) {
        return "Duplicate parameter: '" + field + "'.";
    }

    @Override
    public String missing(String field) {
        return "Missing required parameter: '" + field + "'.";
    }

    @Override
    public String notA(Type wanted, String field) {
        return switch (wanted) {
            case STRING -> notA("a string", field);
            case BOOLEAN -> notA("a boolean", field);
            case INTEGER -> notA("an integer", field);
        };
    }

    static String notA(String wanted, String field) {
        return "Invalid type for '" + field + "': expected " + wanted + ".";
    }

    @Override
    public String modelLength(int length, int most) {
        return "Invalid 'model': expected a string of 1 to " + most + " characters.";
    }
}
