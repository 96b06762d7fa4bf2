/**
 * Who may use the console and the admin API: users, roles, passwords, tokens, and the port that stores users. Knows no
 * HTTP and no store. Thread-safe.
 */
@NullMarked
package org.llmrelay.signin;

import org.jspecify.annotations.NullMarked;
