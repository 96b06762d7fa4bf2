package org.llmrelay.key;

/** HMAC-SHA-256 of a key's text under the server's secret, in lower-case hexadecimal: 64 characters. */
public record KeyHash(String hex) {}
