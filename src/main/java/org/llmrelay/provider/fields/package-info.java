/** Reads and checks what operators fill in, for kinds of account that share the same sorts of fields. Knows no kind. Thread-safe. */
@NullMarked
package org.llmrelay.provider.fields;

import org.jspecify.annotations.NullMarked;
