/** What tests of several packages share. */
@NullMarked
package org.llmrelay;

import org.jspecify.annotations.NullMarked;
