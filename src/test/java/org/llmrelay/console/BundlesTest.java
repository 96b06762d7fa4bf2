package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmrelay.moving.Remark;

class BundlesTest {
    private static final Pattern USED = Pattern.compile("t\\['([a-z0-9.-]+)']");
    private static final Pattern PART = Pattern.compile("\\{[0-9]}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    /** Names that are written the same in both languages. */
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9 .{}%/~·-]*");

    @Test
    void sayTheSameThingsInBothLanguages() throws IOException {
        assertThat(bundle("messages_zh_CN").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(bundle("messages").stringPropertyNames());
    }

    @Test
    void putTheSamePartsIntoTheirSentences() throws IOException {
        Properties english = bundle("messages");
        Properties chinese = bundle("messages_zh_CN");

        assertThat(english.stringPropertyNames()).allSatisfy(name -> assertThat(parts(chinese.getProperty(name)))
                .as(name)
                .isEqualTo(parts(english.getProperty(name))));
    }

    @Test
    void areTranslated() throws IOException {
        Properties chinese = bundle("messages_zh_CN");

        assertThat(chinese.stringPropertyNames()).allSatisfy(name -> assertThat(chinese.getProperty(name))
                .as(name)
                .matches(text -> HAN.matcher(text).find() || NAMES.matcher(text).matches()));
    }

    @Test
    void haveAllThatPagesSay() throws IOException {
        Set<String> names = bundle("messages").stringPropertyNames();

        try (Stream<Path> files = Files.walk(Path.of("webapp"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".xhtml")).flatMap(BundlesTest::used))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(names).contains(name));
        }
    }

    @Test
    void haveAllThatAnImportSays() throws IOException {
        Properties english = bundle("messages");

        assertThat(Remark.values()).allSatisfy(remark -> assertThat(english.getProperty("import-note." + remark.code()))
                .as(remark.code())
                .isNotNull());
    }

    private static Stream<String> used(Path page) {
        try {
            return USED.matcher(Files.readString(page)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> parts(String sentence) {
        return PART.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                BundlesTest.class.getResourceAsStream(name + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
