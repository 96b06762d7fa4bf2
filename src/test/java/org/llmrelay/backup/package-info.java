/** Tests of backups, and a shelf in memory. */
@NullMarked
package org.llmrelay.backup;

import org.jspecify.annotations.NullMarked;
