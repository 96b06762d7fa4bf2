package org.llmrelay.settings;

import java.util.Map;

/**
 * What operators have saved; whatever is not in here is as the relay was deployed. It may hold names that only newer nodes know.
 *
 * @param version grows by one each time something is saved
 * @param numbers by the names of {@link NumberSetting}
 * @param texts by the codes of {@link TextSetting}, none of them empty
 */
public record Saved(long version, Map<String, Long> numbers, Map<String, String> texts) {
    /** As the relay was deployed. */
    public static final Saved NOTHING = new Saved(0, Map.of(), Map.of());

    public Saved {
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
    }

    /** The same as another version. */
    public Saved as(long other) {
        return new Saved(other, numbers, texts);
    }
}
