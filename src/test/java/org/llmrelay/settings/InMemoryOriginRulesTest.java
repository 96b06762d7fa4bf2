package org.llmrelay.settings;

class InMemoryOriginRulesTest extends OriginRulesContract {
    private final OriginRules rules = new InMemoryOriginRules();

    @Override
    protected OriginRules rules() {
        return rules;
    }
}
