/** Deployments in Azure OpenAI. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.azure;

import org.jspecify.annotations.NullMarked;
