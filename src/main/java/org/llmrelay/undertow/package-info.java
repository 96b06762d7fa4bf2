/**
 * What the servlet API cannot do and Undertow can: hear at once that a caller left, cut a caller's connection, and guard the cookies of sessions. It reaches the entrances as one
 * request attribute of JDK types, so nobody needs Undertow to compile or to run; on another server the attribute is missing. Knows no other package
 * of ours. Thread-safe.
 */
@NullMarked
package org.llmrelay.undertow;

import org.jspecify.annotations.NullMarked;
