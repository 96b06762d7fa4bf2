/**
 * OpenAI's Responses, Chat Completions and Embeddings as callers and upstreams speak them. Looks into bytes by streaming scans only and changes nothing.
 * Knows no account and no address. The dialects are thread-safe; scans and meters are confined to one request or answer.
 */
@NullMarked
package org.llmrelay.wire.openai;

import org.jspecify.annotations.NullMarked;
