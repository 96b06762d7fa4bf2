package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MistakesTest {
    @Test
    void nameASentenceByItsWords() {
        Mistakes.Read read = Mistakes.read("must be a host name or an address, without a port");

        assertThat(read.name()).isEqualTo("must-be-a-host-name-or-an-address-without-a-port");
        assertThat(read.parts()).isEmpty();
    }

    @Test
    void takeNumbersOut() {
        Mistakes.Read read = Mistakes.read("must be a whole number from 1 to 100");

        assertThat(read.name()).isEqualTo("must-be-a-whole-number-from-n-to-n");
        assertThat(read.parts()).containsExactly("1", "100");
    }

    @Test
    void takeANameAtTheEndOut() {
        Mistakes.Read read = Mistakes.read("There is another account with the name Team 7");

        assertThat(read.name()).isEqualTo("there-is-another-account-with-the-name");
        assertThat(read.parts()).containsExactly("Team 7");
    }

    @Test
    void takeAListBehindAColonOut() {
        Mistakes.Read read = Mistakes.read("Settings of this deployment are missing: A_1, B_2");

        assertThat(read.name()).isEqualTo("settings-of-this-deployment-are-missing");
        assertThat(read.parts()).containsExactly("A_1, B_2");
    }
}
