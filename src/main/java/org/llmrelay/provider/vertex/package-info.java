/** Accounts at Google Vertex AI by service account. They can be stored; no calls are relayed to them yet. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.vertex;

import org.jspecify.annotations.NullMarked;
