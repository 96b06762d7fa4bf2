package org.llmrelay.pricing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where prices come from besides the shipped table.
 *
 * @param source a file, or an http or https address, in LiteLLM's format; null where the shipped table is all
 * @param checksum a file or address that begins with the SHA-256 of the source in hexadecimal, or null
 * @param copy the file that the last good load is kept in
 */
public record PricesConfig(
        @Nullable String source, @Nullable String checksum, Path copy) {}
