package org.llmrelay.provider;

import org.jspecify.annotations.Nullable;

/**
 * One field of an account's connection, described so that forms and the API can ask for it.
 *
 * @param name the key in the account's fields or secrets
 * @param secret whether it is kept sealed and never shown again
 * @param fallback what holds when it is left empty, or null
 */
public record AccountField(
        String name,
        String label,
        boolean secret,
        boolean required,
        @Nullable String fallback,
        String help) {}
