/**
 * The steps of OAuth that kinds of account share: links, requests for tokens, and what the answers say. Knows no kind and sends nothing by itself. Thread-safe.
 */
@NullMarked
package org.llmrelay.provider.oauth;

import org.jspecify.annotations.NullMarked;
