package org.llmrelay.call;

import java.time.Duration;

/**
 * One try at one upstream account.
 *
 * @param status the upstream's status, or 0 when none came
 * @param result {@code ok}, or the code of the fault
 * @param took from the choice of the account to the head of the answer or the fault
 */
public record Attempt(String account, int status, String result, Duration took) {}
