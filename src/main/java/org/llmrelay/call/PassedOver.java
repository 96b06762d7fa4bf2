package org.llmrelay.call;

/**
 * An account that was looked at for a call and not asked.
 *
 * @param why a word for the reason
 */
public record PassedOver(String account, String why) {}
