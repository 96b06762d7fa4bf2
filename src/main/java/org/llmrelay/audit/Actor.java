package org.llmrelay.audit;

/**
 * Who does something.
 *
 * @param role their role's code at that time
 * @param address where they are, as the server sees it
 * @param via the door: {@code api} or {@code console}
 */
public record Actor(String username, String role, String address, String via) {}
