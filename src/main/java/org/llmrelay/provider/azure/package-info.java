/** Deployments in Azure OpenAI. They can be stored; no calls are relayed to them yet. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.azure;

import org.jspecify.annotations.NullMarked;
