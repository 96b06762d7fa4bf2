/** What an operator changes at run time, as one immutable snapshot that is swapped whole. Thread-safe. */
@NullMarked
package org.llmrelay.settings;

import org.jspecify.annotations.NullMarked;
