package org.llmrelay.key;

import org.jspecify.annotations.Nullable;

/** A pattern for whole texts: {@code *} stands for any characters, or none; upper and lower case are the same. */
public record Glob(String pattern) {

    /** Never takes longer than the product of both lengths. */
    public boolean matches(@Nullable String text) {
        return text != null && covers(text);
    }

    // The last star is widened by one character whenever the rest does not fit.
    private boolean covers(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int mark = 0;
        while (at < text.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                mark = at;
            } else if (in < pattern.length() && same(pattern.charAt(in), text.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++mark;
            } else {
                return false;
            }
        }
        return pattern.substring(in).chars().allMatch(left -> left == '*');
    }

    private static boolean same(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }

    @Override
    public String toString() {
        return pattern;
    }
}
