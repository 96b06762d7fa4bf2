/** Translations, tried by what goes in and what has to come out. */
@NullMarked
package org.llmrelay.translation;

import org.jspecify.annotations.NullMarked;
