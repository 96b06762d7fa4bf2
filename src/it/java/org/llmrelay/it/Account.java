package org.llmrelay.it;

/**
 * An account that the relay knows.
 *
 * @param credential what the relay shows to its upstream
 */
record Account(String id, String name, String credential) {}
