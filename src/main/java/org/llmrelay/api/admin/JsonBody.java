package org.llmrelay.api.admin;

/** Marks what the admin API sends as JSON. */
interface JsonBody {}
