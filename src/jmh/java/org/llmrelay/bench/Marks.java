package org.llmrelay.bench;

/** Is told where the measured part of an order begins and ends, so that processor time can be read at both points. */
interface Marks {

    void measuring();

    void measured();
}
