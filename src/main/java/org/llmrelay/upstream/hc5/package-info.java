/**
 * Implements the upstream port on the connection pools and I/O threads of HttpClient 5's async client. It uses the client's
 * pools and HttpCore's HTTP/1.1 codec without the chain of interceptors above them: nothing is added to a request but host
 * and framing, nothing is decoded, retried, redirected or remembered. Knows no dialect. Nothing here blocks, but for name
 * lookups on threads of their own. Thread-safe where not said otherwise.
 */
@NullMarked
package org.llmrelay.upstream.hc5;

import org.jspecify.annotations.NullMarked;
