package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/**
 * The secret link to a key's public page.
 *
 * @param fragment what comes behind {@code /stats#}; only where the link has just been made
 */
public record LinkBody(
        boolean made,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSerialize(converter = Revealed.class) @Nullable
        Secret fragment)
        implements JsonBody {}
