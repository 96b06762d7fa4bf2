/** The pages of upstream accounts, their groups and proxies. Knows the desks, not the store. Beans are confined to one request or one view. */
@NullMarked
package org.llmrelay.console.accounts;

import org.jspecify.annotations.NullMarked;
