package org.llmrelay.usage;

/**
 * Where something stands in the ledger of a key.
 *
 * @param entry the name that the store gave it; later entries of a key have later names
 */
public record Place(String key, String entry) {}
