/**
 * The entrances for callers who speak Gemini's dialect: calls and models, and the envelope of Code Assist. Knows the paths and the shapes of answers; what a
 * call means is the relay's business. Resources are thread-safe.
 */
@NullMarked
package org.llmrelay.api.gemini;

import org.jspecify.annotations.NullMarked;
