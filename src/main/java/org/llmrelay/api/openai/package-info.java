/**
 * The way in for callers of OpenAI's dialects: Responses, Chat Completions, Embeddings and the list of models. A resource for each endpoint family, and the
 * socket over which Responses can be asked for too. Thread-safe.
 */
@NullMarked
package org.llmrelay.api.openai;

import org.jspecify.annotations.NullMarked;
