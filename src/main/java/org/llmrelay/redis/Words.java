package org.llmrelay.redis;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the value of a closed set by the word that stands for it in a record. */
final class Words {
    private Words() {}

    /** @throws IllegalArgumentException when no value has the word */
    static <T> T read(T[] values, Function<T, String> wordOf, String word) {
        return Arrays.stream(values)
                .filter(value -> wordOf.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(word + " (expected: one of " + Arrays.toString(values) + ")"));
    }

    /** {@code missing} where a record has no word. */
    static <T> T read(T[] values, Function<T, String> wordOf, @Nullable String word, T missing) {
        return word == null ? missing : read(values, wordOf, word);
    }
}
