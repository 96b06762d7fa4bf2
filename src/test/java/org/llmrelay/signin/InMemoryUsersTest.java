package org.llmrelay.signin;

class InMemoryUsersTest extends UsersContract {
    @Override
    protected Users users() {
        return new InMemoryUsers();
    }
}
