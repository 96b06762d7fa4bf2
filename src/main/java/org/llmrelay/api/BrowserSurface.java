package org.llmrelay.api;

import java.util.List;
import java.util.function.Supplier;
import org.llmrelay.settings.Origins;

/** Lets browsers call from pages of the origins that an operator allows. */
public final class BrowserSurface implements Surface {
    private final List<String> paths;
    private final Supplier<Origins> origins;

    /** {@code paths}: what pages may call. */
    public BrowserSurface(List<String> paths, Supplier<Origins> origins) {
        this.paths = List.copyOf(paths);
        this.origins = origins;
    }

    @Override
    public List<FilterMount> filters() {
        return List.of(new FilterMount("browsers", paths, new OriginFilter(origins)));
    }
}
