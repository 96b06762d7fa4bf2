/** Claude and Gemini at Google Vertex AI, by service accounts and the tokens that they get. Knows no scheduling and no HTTP library. Thread-safe. */
@NullMarked
package org.llmrelay.provider.vertex;

import org.jspecify.annotations.NullMarked;
