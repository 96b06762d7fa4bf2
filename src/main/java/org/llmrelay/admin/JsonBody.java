package org.llmrelay.admin;

/** Marks what the admin API sends as JSON. */
public interface JsonBody {}
