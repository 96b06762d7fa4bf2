package org.llmrelay.fake;

/** One header line. Every character of name and value is one byte on the wire (ISO-8859-1), so nothing is lost. */
public record Header(String name, String value) {

    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
