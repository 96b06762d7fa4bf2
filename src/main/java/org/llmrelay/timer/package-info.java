/** EJB timers: each calls one feature. They run on every node, because what they keep going belongs to the node. */
@NullMarked
package org.llmrelay.timer;

import org.jspecify.annotations.NullMarked;
