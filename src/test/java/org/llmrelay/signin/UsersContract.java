package org.llmrelay.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of users does. */
public abstract class UsersContract {
    private static final Instant CREATED = Instant.parse("2030-01-02T03:04:05Z");

    /** An empty store. */
    protected abstract Users users();

    @Test
    void isEmptyUntilSomebodyIsAdded() {
        Users users = users();

        assertThat(users.isEmpty()).isTrue();
        assertThat(users.find("ada")).isEmpty();

        assertThat(users.addFirst(user("ada"))).isTrue();

        assertThat(users.isEmpty()).isFalse();
    }

    @Test
    void givesBackWhatWasStored() {
        Users users = users();
        users.save(new User("ada", new PasswordHash("$x$1"), Role.VIEWER, CREATED));

        assertThat(users.find("ada")).contains(new User("ada", new PasswordHash("$x$1"), Role.VIEWER, CREATED));
    }

    @Test
    void addsNoFirstUserWhereThereIsOne() {
        Users users = users();
        users.save(user("ada"));

        assertThat(users.addFirst(user("bob"))).isFalse();

        assertThat(users.find("bob")).isEmpty();
    }

    @Test
    void replacesAUserOnSave() {
        Users users = users();
        users.save(user("ada"));

        users.save(user("ada").withPassword(new PasswordHash("$x$2")));

        assertThat(users.find("ada").map(User::password)).contains(new PasswordHash("$x$2"));
    }

    @Test
    void listsEverybodyByName() {
        Users users = users();
        users.save(user("cleo"));
        users.save(user("ada"));
        users.save(user("bob"));

        assertThat(users.all()).extracting(User::username).containsExactly("ada", "bob", "cleo");
    }

    @Test
    void addsNobodyInTheNameOfAnother() {
        Users users = users();
        users.save(user("ada"));

        assertThat(users.add(user("ada").withRole(Role.VIEWER))).isFalse();
        assertThat(users.add(user("bob"))).isTrue();

        assertThat(users.find("ada").map(User::role)).contains(Role.OPERATOR);
        assertThat(users.find("bob")).isPresent();
    }

    @Test
    void deletes() {
        Users users = users();
        users.save(user("ada"));

        assertThat(users.delete("ada")).isTrue();

        assertThat(users.find("ada")).isEmpty();
        assertThat(users.delete("ada")).isFalse();
    }

    @Test
    void letsOneOfManyAddTheFirstUser() throws Exception {
        Users users = users();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        List<Callable<Boolean>> starts = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> users.addFirst(user("user" + i)))
                .toList();

        int added = 0;
        for (Future<Boolean> start : nodes.invokeAll(starts)) {
            added += start.get() ? 1 : 0;
        }
        nodes.shutdown();

        assertThat(added).isEqualTo(1);
    }

    private static User user(String name) {
        return new User(name, new PasswordHash("$x$1"), Role.OPERATOR, CREATED);
    }
}
