package org.llmrelay.call;

import org.jspecify.annotations.Nullable;

/**
 * A tool as its caller knows it.
 *
 * @param kind in the caller's dialect, such as {@code custom}
 * @param name of which there is one within the space
 * @param space a word that goes before the name, or null where names stand alone
 */
public record ToolName(String kind, String name, @Nullable String space) {}
