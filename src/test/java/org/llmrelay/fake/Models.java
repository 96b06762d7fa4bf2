package org.llmrelay.fake;

import java.util.List;

/** The provider's list of models, newest first, in pages. */
final class Models {
    private static final int USUAL_LIMIT = 20;
    private static final List<Model> ALL = List.of(
            new Model("claude-opus-5-5", "Claude Opus 5.5", "2026-09-30"),
            new Model("claude-sonnet-5", "Claude Sonnet 5", "2026-06-11"),
            new Model("claude-opus-4-5-20251101", "Claude Opus 4.5", "2025-11-24"),
            new Model("claude-haiku-4-5-20251001", "Claude Haiku 4.5", "2025-10-15"),
            new Model("claude-sonnet-4-5-20250929", "Claude Sonnet 4.5", "2025-09-29"),
            new Model("claude-3-5-haiku-20241022", "Claude Haiku 3.5", "2024-10-22"));

    private Models() {}

    private record Model(String id, String name, String day) {
        String json() {
            return "{\"type\":\"model\",\"id\":\"%s\",\"display_name\":\"%s\",\"created_at\":\"%sT00:00:00Z\"}"
                    .formatted(id, name, day);
        }
    }

    static Content page(ReceivedRequest request, String requestId) {
        String limit = request.parameter("limit").orElse("" + USUAL_LIMIT);
        if (!limit.matches("[1-9][0-9]{0,2}|1000")) {
            return Errors.body(400, "invalid_request_error", "limit: Input should be between 1 and 1000", requestId);
        }
        int most = Integer.parseInt(limit);
        int after = request.parameter("after_id").map(id -> indexOf(id) + 1).orElse(0);
        int before = request.parameter("before_id").map(Models::indexOf).orElse(ALL.size());
        boolean backwards = request.parameter("before_id").isPresent();
        int from = backwards ? Math.max(after, before - most) : after;
        int to = Math.min(before, from + most);
        return page(ALL.subList(from, Math.max(from, to)), backwards ? from > 0 : to < before);
    }

    private static Content page(List<Model> models, boolean more) {
        String ends = models.isEmpty()
                ? "\"first_id\":null,\"last_id\":null"
                : "\"first_id\":\"%s\",\"last_id\":\"%s\""
                        .formatted(
                                models.get(0).id(),
                                models.get(models.size() - 1).id());
        List<String> rows = models.stream().map(Model::json).toList();
        return Content.json(200, "{\"data\":[%s],\"has_more\":%s,%s}".formatted(String.join(",", rows), more, ends));
    }

    private static int indexOf(String id) {
        return Math.max(0, ALL.stream().map(Model::id).toList().indexOf(id));
    }
}
