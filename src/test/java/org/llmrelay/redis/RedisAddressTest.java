package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.redis.RedisAddress.Node;
import org.llmrelay.redis.RedisAddress.Topology;
import org.llmrelay.secret.Secret;

class RedisAddressTest {

    @Test
    void readsAHost() {
        assertThat(RedisAddress.parse("redis://localhost"))
                .isEqualTo(new RedisAddress(
                        new Topology.One(), false, List.of(new Node("localhost", 6379)), null, null, 0));
    }

    @Test
    void readsAllPartsOfOneServer() {
        assertThat(RedisAddress.parse("rediss://relay:s%40c+r:et@redis_1.example:6380/3"))
                .isEqualTo(new RedisAddress(
                        new Topology.One(),
                        true,
                        List.of(new Node("redis_1.example", 6380)),
                        "relay",
                        Secret.of("s@c+r:et"),
                        3));
    }

    @Test
    void readsAPasswordOfTheDefaultUser() {
        RedisAddress address = RedisAddress.parse("redis://:secret@[::1]:6380/");

        assertThat(address.user()).isNull();
        assertThat(address.password()).isEqualTo(Secret.of("secret"));
        assertThat(address.nodes()).containsExactly(new Node("::1", 6380));
    }

    @Test
    void readsTheNodesOfACluster() {
        RedisAddress address = RedisAddress.parse("redis+cluster://:secret@one:7000,two:7001,three");

        assertThat(address.topology()).isEqualTo(new Topology.Cluster());
        assertThat(address.nodes())
                .containsExactly(new Node("one", 7000), new Node("two", 7001), new Node("three", 6379));
    }

    @Test
    void readsSentinelsAndTheNameOfThePrimary() {
        RedisAddress address = RedisAddress.parse("rediss+sentinel://:secret@one,two:26380/2?master=relay");

        assertThat(address.topology()).isEqualTo(new Topology.Sentinel("relay"));
        assertThat(address.tls()).isTrue();
        assertThat(address.nodes()).containsExactly(new Node("one", 26379), new Node("two", 26380));
        assertThat(address.database()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:6379",
                "http://:hunter2@localhost",
                "redis://",
                "redis://:hunter2@local:host:1",
                "redis://:hunter2@one,two",
                "redis://:hunter2@localhost/x",
                "redis+cluster://:hunter2@one/3",
                "redis+sentinel://:hunter2@one",
                "redis://:hunter2@one?master=relay"
            })
    void refusesWhatItCannotReadWithoutRepeatingThePassword(String url) {
        assertThatThrownBy(() -> RedisAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void doesNotPrintThePassword() {
        RedisConfig config = RedisConfig.of(RedisAddress.parse("redis://:hunter2@localhost"));

        assertThat(config.toString()).doesNotContain("hunter2");
    }
}
