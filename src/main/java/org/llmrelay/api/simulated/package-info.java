/**
 * The simulated upstream: answers Anthropic's Messages like a provider would, without a provider, so that a fresh relay can show its main job. It is
 * reached over HTTP like any other upstream, and only where the deployment asks for it. Knows nothing of accounts, keys and the ledger. Thread-safe.
 */
@NullMarked
package org.llmrelay.api.simulated;

import org.jspecify.annotations.NullMarked;
