package org.llmrelay.bench;

/** One target, what was measured, and whether it was met. */
record Verdict(String what, String measured, String target, boolean met) {}
