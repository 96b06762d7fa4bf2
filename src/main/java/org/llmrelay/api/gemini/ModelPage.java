package org.llmrelay.api.gemini;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.ModelEntry;

/** A page of models as Google lists them. {@code nextPageToken}: where the next page begins, or null on the last. */
record ModelPage(
        List<ModelShape> models,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextPageToken) {
    private static final int USUAL = 50;
    private static final int MOST = 1000;

    /**
     * @param size how many models at most, 0 for the usual number
     * @param from of how many models the earlier pages were
     */
    record Wish(int size, int from) {
        int most() {
            return size == 0 ? USUAL : Math.min(size, MOST);
        }
    }

    static ModelPage of(List<ModelEntry> all, Wish wish) {
        int from = Math.min(wish.from(), all.size());
        int to = Math.min(all.size(), from + wish.most());
        List<ModelShape> models =
                all.subList(from, to).stream().map(ModelShape::of).toList();
        return new ModelPage(models, to < all.size() ? Integer.toString(to) : null);
    }
}
