package org.llmrelay.admin;

import java.util.List;
import org.llmrelay.settings.Origins;

/** The web origins from whose pages browsers may call. */
public record OriginsBody(List<String> allowedOrigins) implements JsonBody {

    public static OriginsBody of(Origins origins) {
        return new OriginsBody(origins.allowed());
    }
}
