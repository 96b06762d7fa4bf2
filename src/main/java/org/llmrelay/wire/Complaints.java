package org.llmrelay.wire;

/** How a dialect says what is wrong with a request. Thread-safe. */
public interface Complaints {
    /** The body is JSON, and no object. */
    String noObject();

    /** A field stands there more than once. */
    String twice(String field);

    String missing(String field);

    /** A field is not what it should be. */
    String notA(Type wanted, String field);

    /** The model's name is empty or too long. */
    String modelLength(int length, int most);

    /** What fields can be. */
    enum Type {
        STRING,
        BOOLEAN,
        INTEGER
    }
}
