package org.llmrelay.wire.anthropic;

import java.util.Locale;
import org.llmrelay.wire.Complaints;

/** What is wrong with a request, in Anthropic's words. Thread-safe. */
final class FieldComplaints implements Complaints {
    @Override
    public String noObject() {
        return "The request body is not a JSON object";
    }

    @Override
    public String twice(String field) {
        return field + ": Field appears more than once";
    }

    @Override
    public String missing(String field) {
        return field + ": Field required";
    }

    @Override
    public String notA(Type wanted, String field) {
        return notA(wanted.name().toLowerCase(Locale.ROOT), field);
    }

    static String notA(String wanted, String field) {
        return field + ": Input should be a valid " + wanted;
    }

    @Override
    public String modelLength(int length, int most) {
        return length == 0
                ? "model: String should have at least 1 character"
                : "model: String should have at most " + most + " characters";
    }
}
