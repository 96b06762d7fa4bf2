/**
 * The ways from this node to upstreams: proxies, who shares them, and which addresses may be dialled at all. Values and the port that stores named
 * proxies. Knows no account, no HTTP library and no store. Immutable, and thread-safe.
 */
@NullMarked
package org.llmrelay.route;

import org.jspecify.annotations.NullMarked;
