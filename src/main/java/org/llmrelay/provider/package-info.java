/**
 * How to call upstreams: a provider turns a call and an account into a request, and says what answers mean. Each kind is a package of its own and names
 * itself; nothing lists them. Knows no scheduling, no key and no HTTP library. Providers are thread-safe.
 */
@NullMarked
package org.llmrelay.provider;

import org.jspecify.annotations.NullMarked;
