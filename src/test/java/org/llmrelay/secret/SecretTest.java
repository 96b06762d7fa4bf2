package org.llmrelay.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final Secret SECRET = Secret.of("sk-hush");

    private record Holder(String name, Secret secret) {}

    @Test
    void printsNothingOfItselfWhereverItStands() {
        Object[] places = {
            SECRET, new Holder("a", SECRET), Map.of("key", SECRET), new IllegalStateException("" + SECRET)
        };

        for (Object place : places) {
            assertThat(Objects.toString(place)).contains("[secret]").doesNotContain("hush");
        }
    }

    @Test
    void isNotWrittenAsJson() throws JsonProcessingException {
        JsonMapper curious = JsonMapper.builder()
                .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.ANY)
                .build();

        assertThat(curious.writeValueAsString(new Holder("a", SECRET)))
                .startsWith("{\"name\":\"a\"")
                .doesNotContain("hush");
    }

    @Test
    void isEqualToItsLikeOnly() {
        assertThat(SECRET).isEqualTo(Secret.of("sk-hush")).hasSameHashCodeAs(Secret.of("sk-hush"));
        assertThat(SECRET).isNotEqualTo(Secret.of("sk-hushed")).isNotEqualTo("sk-hush");
    }
}
