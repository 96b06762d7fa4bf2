package org.llmrelay.api.anthropic;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.ModelEntry;

/** A page of models as Anthropic lists them. The ids are null on an empty page. */
record ModelPage(
        List<Model> data,
        @Nullable String firstId,
        @Nullable String lastId,
        boolean hasMore) {

    /** One model. */
    record Model(String type, String id, String displayName, Instant createdAt) {
        static Model of(ModelEntry entry) {
            return new Model("model", entry.id(), entry.displayName(), entry.created());
        }
    }

    /** Which page is asked for: after one model, before one, or the first. */
    record Wish(int limit, @Nullable String after, @Nullable String before) {}

    /** The page, or nothing where the model that it should border on is not listed. */
    static Optional<ModelPage> of(List<ModelEntry> all, Wish wish) {
        int from = 0;
        int to = all.size();
        if (wish.after() != null) {
            from = indexOf(all, wish.after()) + 1;
            to = Math.min(to, from + wish.limit());
            return from == 0 ? Optional.empty() : Optional.of(page(all, from, to, to < all.size()));
        }
        if (wish.before() != null) {
            to = indexOf(all, wish.before());
            from = Math.max(0, to - wish.limit());
            return to < 0 ? Optional.empty() : Optional.of(page(all, from, to, from > 0));
        }
        to = Math.min(to, wish.limit());
        return Optional.of(page(all, from, to, to < all.size()));
    }

    private static ModelPage page(List<ModelEntry> all, int from, int to, boolean more) {
        List<Model> data = all.subList(from, to).stream().map(Model::of).toList();
        if (data.isEmpty()) {
            return new ModelPage(data, null, null, more);
        }
        return new ModelPage(data, data.get(0).id(), data.get(data.size() - 1).id(), more);
    }

    private static int indexOf(List<ModelEntry> all, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
