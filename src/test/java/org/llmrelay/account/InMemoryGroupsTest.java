package org.llmrelay.account;

class InMemoryGroupsTest extends GroupsContract {
    private final InMemoryGroups groups = new InMemoryGroups();

    @Override
    protected Groups groups() {
        return groups;
    }
}
