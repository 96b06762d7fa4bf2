/** OpenAI's Responses, for callers and upstreams that are translated. Knows the shapes of requests and answers only. Thread-safe, but for readers and writers, which are confined to one answer. */
@NullMarked
package org.llmrelay.translation.responses;

import org.jspecify.annotations.NullMarked;
