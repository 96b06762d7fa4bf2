package org.llmrelay.call;

/**
 * What a call may use beyond what its body shows.
 *
 * @param grows whether the model reads more than the body's text: media, files, or earlier turns that the provider keeps
 * @param answers how many answers are asked for; none where the model writes nothing
 * @param uses how often the provider may use tools of its own, each time having the model read and write once more; {@link #BOUNDLESS} where the request
 *     does not say
 * @param bound the parameter that would say it, or empty where there is none
 */
public record Unseen(boolean grows, long answers, long uses, String bound) {
    /** The body shows everything, and one answer is asked for. */
    public static final Unseen NOTHING = new Unseen(false, 1, 0, "");

    /** Any number of times. */
    public static final long BOUNDLESS = -1;
}
