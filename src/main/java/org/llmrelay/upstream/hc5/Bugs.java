package org.llmrelay.upstream.hc5;

/** Where failures go that nobody expects, on threads that must live on. */
final class Bugs {
    private Bugs() {}

    static void report(Throwable bug) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
    }
}
