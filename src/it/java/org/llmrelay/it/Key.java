package org.llmrelay.it;

/** A key that the relay issued. */
record Key(String id, String text) {}
