package org.llmrelay.signin;

import java.time.Instant;

/** Who a token speaks for, and until when. */
public record Identity(String username, Role role, Instant expires) {}
