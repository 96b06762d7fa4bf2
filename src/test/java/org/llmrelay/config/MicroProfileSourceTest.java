package org.llmrelay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class MicroProfileSourceTest {
    @Test
    void asksForRelayNamesAsPropertiesAndForOthersAsTheyAre() {
        Map<String, String> properties = Map.of("relay.data.dir", "/data", "REDIS_HOST", "redis.example");
        MicroProfileSource source = new MicroProfileSource(new FixedConfig(properties));

        assertThat(source.apply("RELAY_DATA_DIR")).contains("/data");
        assertThat(source.apply("REDIS_HOST")).contains("redis.example");
        assertThat(source.apply("RELAY_ATTEMPTS")).isEmpty();
    }

    private record FixedConfig(Map<String, String> properties) implements Config {
        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            return Optional.ofNullable(properties.get(name)).map(type::cast);
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConfigValue getConfigValue(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return properties.keySet();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return List.of();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
