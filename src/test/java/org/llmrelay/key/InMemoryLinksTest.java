package org.llmrelay.key;

class InMemoryLinksTest extends LinksContract {
    private final InMemoryLinks links = new InMemoryLinks();

    @Override
    protected Links links() {
        return links;
    }
}
