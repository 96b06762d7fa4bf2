package org.llmrelay.admin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.Identity;
import org.llmrelay.signin.People;
import org.llmrelay.signin.Role;
import org.llmrelay.signin.SignIn;
import org.llmrelay.signin.SignInAnswer;
import org.llmrelay.signin.SignedIn;
import org.llmrelay.signin.User;

/** What an operator does with those who may sign in, and everybody with their own password. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class PeopleDesk {
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 1_000;
    private static final Map<String, Role> ROLES = roles();

    private final People people;
    private final SignIn signIn;

    public PeopleDesk(People people, SignIn signIn) {
        this.people = people;
        this.signIn = signIn;
    }

    private static Map<String, Role> roles() {
        Map<String, Role> roles = new TreeMap<>();
        for (Role role : Role.values()) {
            roles.put(role.code(), role);
        }
        return roles;
    }

    public List<User> all() {
        return people.all();
    }

    public User find(String username) {
        return people.find(username).orElseThrow(() -> new ProblemException(Problem.notFound("user", username)));
    }

    public User create(Form form) {
        String username = form.name("username", null);
        if (form.isFine("username") && !USERNAME.matcher(username).matches()) {
            form.wrong("username", "must have letters, digits and . _ @ + - only");
        }
        Role role = form.word("role", Role.VIEWER, ROLES);
        Secret password = password(form, "password");
        form.finish();
        if (role == null || !people.add(username, password, role)) {
            throw new ProblemException(Problem.conflict("There is another user with the name " + username));
        }
        return find(username);
    }

    /** Gives another role, a new password, or both. Nobody takes their own role: somebody must be left who may change things. */
    public User change(String username, Form form, Identity by) {
        User user = find(username);
        Role role = form.word("role", user.role(), ROLES);
        boolean isSelf = username.equals(by.username());
        if (isSelf && role != user.role()) {
            form.wrong("role", "must be changed by another operator");
        }
        if (isSelf && form.has("password")) {
            form.wrong("password", "of yourself is changed with the old one");
        }
        Secret password = form.has("password") && !isSelf ? password(form, "password") : null;
        form.finish();
        if (role != null && role != user.role()) {
            people.giveRole(user, role);
        }
        if (password != null) {
            people.givePassword(find(username), password);
        }
        return find(username);
    }

    public void delete(String username, Identity by) {
        if (username.equals(by.username())) {
            throw new ProblemException(Problem.conflict("Another operator must remove you"));
        }
        if (!people.remove(username)) {
            throw new ProblemException(Problem.notFound("user", username));
        }
    }

    /** Changes one's own password, which ends one's other sessions; gives a new session. {@code address}: where the try comes from. */
    public SignedIn changeOwnPassword(Form form, Identity by, String address) {
        Secret old = Secret.of(form.text("old_password", null));
        Secret fresh = password(form, "new_password");
        if (form.isFine("new_password") && fresh.equals(old)) {
            form.wrong("new_password", "must differ from the old one");
        }
        form.finish();
        SignInAnswer answer = signIn.signIn(by.username(), old, address);
        if (answer instanceof SignInAnswer.TooSoon soon) {
            throw new ProblemException(Problem.tooManyTries(), soon.pause());
        }
        if (!(answer instanceof SignedIn)) {
            throw new ProblemException(Problem.invalid(List.of(new Problem.Mistake("old_password", "is wrong"))));
        }
        return people.givePassword(find(by.username()), fresh);
    }

    private static Secret password(Form form, String field) {
        String text = form.text(field, null);
        if (form.isFine(field) && (text.length() < SHORTEST_PASSWORD || text.length() > LONGEST_PASSWORD)) {
            form.wrong(field, "must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
        return Secret.of(text);
    }
}
