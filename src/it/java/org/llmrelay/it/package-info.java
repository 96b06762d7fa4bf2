/** Talks to the WAR that Maven built, on the server that it provisioned, through its port alone. */
@NullMarked
package org.llmrelay.it;

import org.jspecify.annotations.NullMarked;
