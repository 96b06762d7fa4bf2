package org.llmrelay.usage;

/**
 * Where something stands in the ledger of a key.
 *
 * @param entry the name that the store gave it: two numbers with a hyphen between, such as {@code 1767225600000-0}; later entries of a key have greater ones
 */
public record Place(String key, String entry) {

    /** Whether it is an entry of the same key or one before it. */
    boolean isNotBehind(String other) {
        int hyphen = entry.indexOf('-');
        int otherHyphen = other.indexOf('-');
        if (otherHyphen < 0) {
            return false;
        }
        long first = Long.parseLong(entry.substring(0, hyphen));
        long otherFirst = Long.parseLong(other.substring(0, otherHyphen));
        if (first != otherFirst) {
            return first < otherFirst;
        }
        return Long.parseLong(entry.substring(hyphen + 1)) <= Long.parseLong(other.substring(otherHyphen + 1));
    }
}
