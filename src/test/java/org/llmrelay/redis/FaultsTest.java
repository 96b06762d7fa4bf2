package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.failure.StoreUnavailableException;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisValidationException;

class FaultsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "BUSY Redis is busy running a script",
                "READONLY You can't write against a read only replica.",
                "MISCONF Redis is configured to save RDB snapshots",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "ERR Error running script (call to f_0): @user_script:1: @user_script: 1: -OOM command not allowed"
            })
    void readsWhatRedisSaysInTroubleAsAbsence(String answer) {
        assertThat(Faults.translated(new JedisDataException(answer))).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void readsAConnectionOrAPoolThatGivesNoneOrALockedDoorAsAbsence() {
        assertThat(Faults.translated(new JedisConnectionException("refused")))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(Faults.translated(new JedisException("no free connection", new NoSuchElementException())))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(Faults.translated(new JedisAccessControlException("NOAUTH Authentication required.")))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void leavesBugsAsTheyAre() {
        JedisException wrongType = new JedisDataException("WRONGTYPE Operation against a key");
        JedisException wrongArgument = new JedisValidationException("null");

        assertThat(Faults.translated(wrongType)).isSameAs(wrongType);
        assertThat(Faults.translated(wrongArgument)).isSameAs(wrongArgument);
    }

    @Test
    void doesNotSwallowAnInterrupt() {
        RuntimeException translated = Faults.translated(new JedisException("waiting", new InterruptedException()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(translated).isInstanceOf(StoreUnavailableException.class);
    }
}
