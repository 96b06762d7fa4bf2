/**
 * The way in for callers of OpenAI's dialects: Responses, Chat Completions, Embeddings and the list of models. A resource for each endpoint family, and the
 * refusal of what would have to be a WebSocket. Thread-safe.
 */
@NullMarked
package org.llmrelay.api.openai;

import org.jspecify.annotations.NullMarked;
