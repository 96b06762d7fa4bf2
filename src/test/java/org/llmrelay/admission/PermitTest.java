package org.llmrelay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrelay.admission.Permit.Visit;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.Client;
import org.llmrelay.key.Glob;
import org.llmrelay.key.Rights;

class PermitTest {
    private static final Visit CLAUDE_CODE =
            new Visit("claude", "/v1/messages", "claude-cli/2.1.330 (external, sdk-cli)");
    private static final Visit TOOL = new Visit("claude", "/v1/messages", "my-tool/3.1 (linux)");

    @Test
    void letsEverythingInByDefault() {
        Permit permit = new Permit(Rights.ALL);

        assertThat(permit.objection(new Visit("claude", "/v1/messages", null))).isEmpty();
        assertThat(permit.objection("anything")).isEmpty();
    }

    @Test
    void keepsAKeyFromServicesThatItLacks() {
        Permit permit = new Permit(new Rights(Set.of("openai", "gemini"), Rights.Models.ALL, Rights.Clients.ALL));

        assertThat(permit.objection(TOOL)).contains(new Refusal.ServiceNotGranted("claude", "services gemini, openai"));
        assertThat(permit.objection(new Visit("openai", "/v1/responses", null))).isEmpty();
    }

    @Test
    void saysWhichPatternBlocksAModel() {
        Refusal refusal = models(List.of(), List.of("x", "*OPUS*"))
                .objection("claude-opus-4-5")
                .orElseThrow();

        assertThat(refusal.kind()).isEqualTo(FailureKind.KEY_LACKS_MODEL);
        assertThat(refusal.refusingRule()).contains("models.blocked *OPUS*");
        assertThat(refusal.publicMessage())
                .isEqualTo("This API key may not use the model claude-opus-4-5 (its rule: models.blocked *OPUS*)");
    }

    @Test
    void allowsTheModelsThatArePickedAndNoOthers() {
        Permit permit = models(List.of("claude-haiku-*", "claude-sonnet-4-5"), List.of());

        assertThat(permit.objection("claude-haiku-4-5")).isEmpty();
        assertThat(permit.objection("Claude-Sonnet-4-5")).isEmpty();
        assertThat(permit.objection("claude-sonnet-4-5-20250929").flatMap(Refusal::refusingRule))
                .contains("models.allowed claude-haiku-*, claude-sonnet-4-5");
    }

    @Test
    void blocksWhatIsAllowedAndBlocked() {
        Permit permit = models(List.of("claude-*"), List.of("claude-opus-*"));

        assertThat(permit.objection("claude-haiku-4-5")).isEmpty();
        assertThat(permit.objection("claude-opus-4-5")).isPresent();
    }

    @Test
    void letsKnownAndNamedProgramsIn() {
        Permit permit = clients(Set.of(Client.CLAUDE_CODE), List.of("my-tool/*"));

        assertThat(permit.objection(CLAUDE_CODE)).isEmpty();
        assertThat(permit.objection(TOOL)).isEmpty();
    }

    @Test
    void keepsOtherProgramsOut() {
        Permit permit = clients(Set.of(Client.CODEX, Client.CLAUDE_CODE), List.of("my-tool/2*"));
        Optional<Refusal> refused = Optional.of(new Refusal.ClientNotGranted("clients claude_code, codex, my-tool/2*"));

        assertThat(permit.objection(TOOL)).isEqualTo(refused);
        assertThat(permit.objection(new Visit("claude", "/v1/messages", null))).isEqualTo(refused);
        assertThat(permit.objection(new Visit("claude", "/v1/other", CLAUDE_CODE.userAgent())))
                .isEqualTo(refused);
    }

    private static Permit models(List<String> allowed, List<String> blocked) {
        return new Permit(new Rights(Set.of(), new Rights.Models(globs(allowed), globs(blocked)), Rights.Clients.ALL));
    }

    private static Permit clients(Set<Client> known, List<String> userAgents) {
        return new Permit(new Rights(Set.of(), Rights.Models.ALL, new Rights.Clients(known, globs(userAgents))));
    }

    private static List<Glob> globs(List<String> patterns) {
        return patterns.stream().map(Glob::new).toList();
    }
}
