package org.llmrelay.key;

class InMemoryKeysTest extends KeysContract {
    private final InMemoryKeys keys = new InMemoryKeys();

    @Override
    protected Keys keys() {
        return keys;
    }
}
