/**
 * Lets callers of one dialect use accounts that speak another. Each dialect has a side that faces callers and one that faces upstreams, which meet in a
 * {@link org.llmrelay.translation.Prompt} on the way in and in an {@link org.llmrelay.translation.AnswerWriter} on the way out; a direction is a
 * {@link org.llmrelay.translation.Translation} that joins two of them. Knows no account and no HTTP library. Sides are thread-safe; readers and writers
 * are confined to one answer.
 */
@NullMarked
package org.llmrelay.translation;

import org.jspecify.annotations.NullMarked;
