package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that nobody was offered: of viewers who press what only operators see, and of pages that are not the relay's. */
@ExtendWith(ArquillianExtension.class)
class ForgedPostsIT {
    private static final String VIEWER = "vito";
    private static final String PASSWORD = "vito's long password";

    /** A person's own password, and the way out. */
    private static final Set<String> THEIR_OWN = Set.of("form:change", "leave:signOut");

    @RegisterExtension
    static final ConsoleHouse HOUSE = new ConsoleHouse();

    @RegisterExtension
    final Browser browser = new Browser();

    @BeforeAll
    static void letHimIn() {
        Admin.signedIn().createUser(VIEWER, PASSWORD, "viewer");
    }

    @AfterAll
    static void showHimOut() {
        Admin.signedIn().deleteUser(VIEWER);
    }

    static Stream<String> pages() {
        return ConsolePages.ALL.stream();
    }

    private Page operator(String name) {
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate(HOUSE.address(name));
        return page;
    }

    private Page viewer(String name) {
        Page page = browser.signedIn(Browser.Looks.USUAL, VIEWER, PASSWORD);
        page.navigate(HOUSE.address(name));
        return page;
    }

    /** All that could be changed, and who changed something. */
    private static String everything() {
        Admin admin = Admin.signedIn();
        StringBuilder all = new StringBuilder();
        for (String path : List.of(
                "/accounts?limit=200",
                "/groups",
                "/proxies",
                "/keys?limit=200",
                "/users",
                "/settings",
                "/settings/origins",
                "/prices?limit=200",
                "/audit?user=" + VIEWER)) {
            all.append(path).append(admin.send(Ask.get(path)).isFine().text()).append('\n');
        }
        return all.toString();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void ofViewersChangeNothingOnAnyPage(String name) {
        List<Forger.Button> buttons = Forger.buttons(operator(name)).stream()
                .filter(button -> !THEIR_OWN.contains(button.id()))
                .toList();
        Page page = viewer(name);
        String before = everything();

        for (Forger.Button button : buttons) {
            for (boolean ajax : List.of(true, false)) {
                Map<String, Object> reply = Forger.press(page, button, ajax, null);
                assertThat((Integer) reply.get("status"))
                        .as(button.id() + " " + reply.get("text"))
                        .isLessThan(500);
            }
        }

        assertThat(everything()).isEqualTo(before);
        browser.forgive();
    }

    /** Else nothing that is pressed here would say anything. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofOperatorsAreTaken(boolean ajax) {
        String name = "taken " + UUID.randomUUID();
        Page page = operator("groups");

        Map<String, Object> unused = Forger.press(page, named(page, name), ajax, null);

        Optional<String> group = idOf(name);
        assertThat(group).isPresent();
        Reply reply = Admin.signedIn().send(Admin.delete("/groups/" + group.orElseThrow()));
        assertThat(reply.status()).isEqualTo(204);
    }

    /** The button that saves a group, with a name. */
    private static Forger.Button named(Page page, String name) {
        Forger.Button save = Forger.buttons(page).stream()
                .filter(button -> button.id().equals("edit:save"))
                .findFirst()
                .orElseThrow();
        return new Forger.Button(
                save.id(),
                Map.of(
                        "id",
                        save.id(),
                        "form",
                        "edit",
                        "fields",
                        List.of(List.of("edit:name", name), List.of("edit:policy", "priority"))));
    }

    private static Optional<String> idOf(String name) {
        for (JsonNode group : Admin.signedIn().get("/groups").path("items")) {
            if (group.path("name").asText().equals(name)) {
                return Optional.of(group.path("id").asText());
            }
        }
        return Optional.empty();
    }

    /** Whoever leads an operator's browser here does not know the state of a page that the operator has open. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1:1", "-4711082300:12345", "AAAA"})
    void withoutTheStateOfAPageAreRefused(String state) {
        String name = "forged " + UUID.randomUUID();
        Page page = operator("groups");

        for (boolean ajax : List.of(true, false)) {
            Map<String, Object> unused = Forger.press(page, named(page, name), ajax, state);
        }

        assertThat(idOf(name)).isEmpty();
        browser.forgive();
    }

    @Test
    void withTheStateOfSomebodyElsesPageAreRefused() {
        String name = "forged " + UUID.randomUUID();
        Object theirs =
                operator("groups").evaluate("document.querySelector('input[name=\"jakarta.faces.ViewState\"]').value");
        Page page = browser.signedIn(Browser.Looks.USUAL);
        page.navigate(HOUSE.address("dashboard"));

        Forger.Button save = named(operator("groups"), name);
        page.evaluate("history.replaceState(null, '', '/web/groups')");
        Map<String, Object> unused = Forger.press(page, save, true, String.valueOf(theirs));

        assertThat(idOf(name)).isEmpty();
        browser.forgive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1"})
    void ofOtherSitesAreRefusedOnEveryPage(String origin) {
        for (String name : ConsolePages.ALL) {
            Reply reply = RelayClient.send(Ask.post(HOUSE.address(name), "x=1")
                    .with("origin", origin)
                    .with("content-type", "application/x-www-form-urlencoded"));

            assertThat(reply.status()).as(name).isEqualTo(403);
        }
    }
}
