package org.llmrelay.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class AuditTextTest {
    private static String png(int size) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(new byte[size]);
    }

    @Test
    void leavesShortTextsAsTheyAre() {
        assertThat(AuditText.of("data:image/png")).isEqualTo("data:image/png");
    }

    @Test
    void cutsLongTexts() {
        assertThat(AuditText.of("a".repeat(301))).isEqualTo("a".repeat(300) + "…");
    }

    @Test
    void tellsAFileByItsKindItsSizeAndItsDigest() {
        assertThat(AuditText.of(png(4_096))).isEqualTo("image/png, 4096 bytes, sha256 ad7facb2586f…");
    }

    @Test
    void tellsFilesApartThatBeginAlike() {
        assertThat(AuditText.of(png(30_000))).isNotEqualTo(AuditText.of(png(30_001)));
    }

    @Test
    void doesNotKeepWhatCannotBeRead() {
        assertThat(AuditText.of("data:image/png;base64,AA=A")).isEqualTo("image/png, unreadable");
    }
}
