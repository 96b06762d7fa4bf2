/** Tests of the pages of accounts. */
@NullMarked
package org.llmrelay.console.accounts;

import org.jspecify.annotations.NullMarked;
