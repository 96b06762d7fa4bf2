package org.llmrelay.admission;

class InMemoryRefusalsTest extends RefusalsContract {
    private final Refusals refusals = new InMemoryRefusals();

    @Override
    protected Refusals refusals() {
        return refusals;
    }
}
