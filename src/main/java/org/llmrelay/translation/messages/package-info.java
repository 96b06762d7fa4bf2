/** Anthropic's Messages, for callers and upstreams that are translated. Knows the shapes of requests and answers only. Thread-safe, but for readers and writers, which are confined to one answer. */
@NullMarked
package org.llmrelay.translation.messages;

import org.jspecify.annotations.NullMarked;
