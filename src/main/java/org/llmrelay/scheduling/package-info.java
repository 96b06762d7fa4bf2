/**
 * Chooses the account for an attempt: who could take it, where the conversation went last, who is resting and for how long. Knows accounts and limits, not
 * HTTP, not keys' rights and not Redis. Thread-safe.
 */
@NullMarked
package org.llmrelay.scheduling;

import org.jspecify.annotations.NullMarked;
