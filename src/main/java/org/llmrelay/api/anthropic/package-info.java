/**
 * The entrances for callers who speak Anthropic's dialect: calls, models, and what a key may know of itself. Knows the paths and the shapes of answers;
 * what a call means is the relay's business. Resources are thread-safe.
 */
@NullMarked
package org.llmrelay.api.anthropic;

import org.jspecify.annotations.NullMarked;
