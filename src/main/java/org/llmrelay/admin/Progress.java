package org.llmrelay.admin;

/** Is told how far something is that takes long. */
public interface Progress {
    /** Nobody wants to know. */
    Progress UNTOLD = (doing, done, all) -> {};

    /**
     * So many records are done.
     *
     * @param doing a code of what is done to them, such as {@code bringing}
     * @param all how many there are, or 0 while nobody knows
     */
    void at(String doing, int done, int all);
}
