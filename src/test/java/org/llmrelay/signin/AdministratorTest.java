package org.llmrelay.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrelay.ManualClock;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.secret.Secret;

class AdministratorTest {
    private final ManualClock clock = ManualClock.atNoon();
    private final Users users = new InMemoryUsers();
    private final Passwords passwords = new Passwords(3);

    private final Path folder;

    AdministratorTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void inventsAPasswordAndWritesItDownForTheOwnerOnly() throws Exception {
        assertThat(administrator(null).ensure()).isTrue();

        Map<String, Object> init = init();
        assertThat(init).containsEntry("initializedAt", "2026-03-01T12:00:00Z").containsEntry("adminUsername", "admin");
        assertThat(init.get("adminPassword")).asString().matches("[A-Za-z0-9]{20}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(initFile())))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly("init.json");
    }

    @Test
    void keepsOnlyAHashOfThePasswordInTheStore() throws Exception {
        administrator(null).ensure();

        String password = String.valueOf(init().get("adminPassword"));
        User admin = users.find("admin").orElseThrow();
        assertThat(admin.role()).isEqualTo(Role.OPERATOR);
        assertThat(admin.password().text()).doesNotContain(password);
        assertThat(passwords.matches(Secret.of(password), admin.password())).isTrue();
    }

    @Test
    void takesThePasswordThatIsGiven() throws Exception {
        administrator(Secret.of("correct horse")).ensure();

        assertThat(init()).containsEntry("adminPassword", "correct horse");
        assertThat(passwords.matches(
                        Secret.of("correct horse"),
                        users.find("admin").orElseThrow().password()))
                .isTrue();
    }

    @Test
    void doesNothingWhereSomebodyCanSignIn() {
        users.save(new User("ada", new PasswordHash("$x"), Role.OPERATOR, clock.instant()));

        assertThat(administrator(null).ensure()).isFalse();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesTheFileToTheNodeThatWasFirst() {
        Users lost = new LostRace();
        Administrator administrator =
                new Administrator(lost, passwords, new FirstStart("admin", null, initFile()), clock);

        assertThat(administrator.ensure()).isFalse();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void makesNobodyWhenThePasswordCannotBeWrittenDown() {
        Path nowhere = folder.resolve("missing").resolve("init.json");
        Administrator administrator =
                new Administrator(users, passwords, new FirstStart("admin", null, nowhere), clock);

        assertThatThrownBy(administrator::ensure).isInstanceOf(UncheckedIOException.class);

        assertThat(users.isEmpty()).isTrue();
    }

    @Test
    void keepsADraftOfThePasswordWhenTheAnswerOfTheStoreIsLost() throws Exception {
        Users cut = new CutOff();
        Administrator administrator =
                new Administrator(cut, passwords, new FirstStart("admin", null, initFile()), clock);

        assertThatThrownBy(administrator::ensure).isInstanceOf(StoreUnavailableException.class);

        assertThat(files()).singleElement().asString().matches("init\\.json\\..*\\.draft");
    }

    @Test
    void refusesNamesAndPasswordsThatAreNone() {
        assertThatThrownBy(() -> new FirstStart("a b", null, initFile())).hasMessageContaining("a b");
        assertThatThrownBy(() -> new FirstStart("admin", Secret.of("short"), initFile()))
                .hasMessage("administrator's password: too short (expected: >= 8 characters)");
    }

    private Administrator administrator(@Nullable Secret password) {
        return new Administrator(users, passwords, new FirstStart("admin", password, initFile()), clock);
    }

    private Path initFile() {
        return folder.resolve("init.json");
    }

    private Map<String, Object> init() throws IOException, JoseException {
        return JsonUtil.parseJson(Files.readString(initFile()));
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    /** Another node adds its user between the look and the step. */
    private static class LostRace extends Delegate {
        @Override
        public boolean addFirst(User user) {
            return false;
        }
    }

    private static class CutOff extends Delegate {
        @Override
        public boolean addFirst(User user) {
            throw new StoreUnavailableException("gone", new IOException("gone"));
        }
    }

    private abstract static class Delegate implements Users {
        private final Users users = new InMemoryUsers();

        @Override
        public Optional<User> find(String username) {
            return users.find(username);
        }

        @Override
        public boolean isEmpty() {
            return users.isEmpty();
        }

        @Override
        public void save(User user) {
            users.save(user);
        }

        @Override
        public List<User> all() {
            return users.all();
        }

        @Override
        public boolean add(User user) {
            return users.add(user);
        }

        @Override
        public boolean delete(String username) {
            return users.delete(username);
        }
    }
}
