package org.llmrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.settings.CoolDowns.Cause;

class SettingsTest {
    private final InMemorySavedSettings saved = new InMemorySavedSettings();
    private final Settings settings = new Settings(RelaySettings.DEFAULTS, saved);

    @Test
    void areTheDeploymentsAtFirst() {
        assertThat(settings.get()).isEqualTo(RelaySettings.DEFAULTS);
        assertThat(settings.text(TextSetting.NAME)).isEqualTo("LLM Relay");
        assertThat(settings.text(TextSetting.PUBLIC_ADDRESS)).isEmpty();
    }

    @Test
    void holdWhatWasSavedFromThenOn() {
        save(Map.of("failover.attempts", 1L, "cool_downs.error.first_ms", 250L), Map.of("branding.name", "Acme AI"));

        assertThat(settings.get().failover().attempts()).isEqualTo(1);
        assertThat(settings.get().coolDowns().after(Cause.ERROR).first()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.get().patience()).isEqualTo(RelaySettings.DEFAULTS.patience());
        assertThat(settings.text(TextSetting.NAME)).isEqualTo("Acme AI");
    }

    @Test
    void areMadeOnceForAllCalls() {
        save(Map.of("affinity_ms", 120_000L), Map.of());

        assertThat(settings.get()).isSameAs(settings.get());
        assertThat(settings.get().affinity()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void areTheDeploymentsAgainWhenPutBack() {
        save(Map.of("failover.attempts", 1L), Map.of("branding.name", "Acme AI"));
        save(Map.of(), Map.of());

        assertThat(settings.get()).isEqualTo(RelaySettings.DEFAULTS);
        assertThat(settings.text(TextSetting.NAME)).isEqualTo("LLM Relay");
    }

    @Test
    void passOverWhatDoesNotFitOrIsNotKnown() {
        save(Map.of("failover.attempts", 0L, "from.a.newer.node", 7L), Map.of("public_address", "javascript:alert(1)"));

        assertThat(settings.get()).isEqualTo(RelaySettings.DEFAULTS);
        assertThat(settings.text(TextSetting.PUBLIC_ADDRESS)).isEmpty();
    }

    @Test
    void canAllBeSaved() {
        Map<String, Long> most =
                NumberSetting.ALL.stream().collect(Collectors.toMap(NumberSetting::name, NumberSetting::most));
        save(most, Map.of());

        NumberSetting.ALL.forEach(setting -> assertThat(setting.in().applyAsLong(settings.get()))
                .as(setting.name())
                .isEqualTo(setting.most()));
    }

    @Test
    void mayBeAsTheyAreDeployedUsually() {
        NumberSetting.ALL.forEach(
                setting -> assertThat(setting.fits(setting.in().applyAsLong(RelaySettings.DEFAULTS)))
                        .as(setting.name())
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://relay.example", "http://10.0.0.7:8080", "https://relay.example/llm"})
    void knowAddresses(String address) {
        assertThat(TextSetting.PUBLIC_ADDRESS.fits(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relay.example",
                "https://relay.example/",
                "ftp://relay.example",
                "https://me:secret@relay.example",
                "https://relay.example?a=b",
                "javascript:alert(1)"
            })
    void knowWhatIsNoAddress(String address) {
        assertThat(TextSetting.PUBLIC_ADDRESS.fits(address)).isFalse();
    }

    @Test
    void takeSmallPngsForIcons() {
        byte[] png = png(64, 64, 100);
        String address = Icon.address(png).orElseThrow();

        assertThat(TextSetting.ICON.fits(address)).isTrue();
        assertThat(Icon.picture(address)).contains(png);
    }

    @Test
    void takeNoOtherPicturesForIcons() {
        assertThat(Icon.address(png(64, 513, 100))).isEmpty();
        assertThat(Icon.address(png(64, 64, Icon.MOST_BYTES + 1))).isEmpty();
        assertThat(Icon.address(new byte[100])).isEmpty();
        assertThat(TextSetting.ICON.fits("data:image/svg+xml;base64,PHN2Zy8+")).isFalse();
        assertThat(TextSetting.ICON.fits(
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(new byte[100])))
                .isFalse();
        assertThat(TextSetting.ICON.fits("data:image/png;base64,no base64")).isFalse();
    }

    @Test
    void doubleRestsUpToTheLongest() {
        CoolDowns.Rest rest = new CoolDowns.Rest(Duration.ofSeconds(5), Duration.ofSeconds(30));

        assertThat(rest.after(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(rest.after(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(rest.after(100)).isEqualTo(Duration.ofSeconds(30));
    }

    private void save(Map<String, Long> numbers, Map<String, String> texts) {
        assertThat(saved.replace(new Saved(saved.current().version() + 1, numbers, texts)))
                .isTrue();
    }

    private static byte[] png(int width, int height, int bytes) {
        byte[] png = new byte[bytes];
        byte[] start = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
        System.arraycopy(start, 0, png, 0, start.length);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        return png;
    }
}
