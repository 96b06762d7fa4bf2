/** Tests the HTTP client against sockets whose bytes a test writes itself. */
@NullMarked
package org.llmrelay.upstream.hc5;

import org.jspecify.annotations.NullMarked;
