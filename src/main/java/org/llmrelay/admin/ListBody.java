package org.llmrelay.admin;

import java.util.List;

/** A part of a list, and how long all of it is. */
public record ListBody<T>(List<T> items, long total) implements JsonBody {
    public ListBody {
        items = List.copyOf(items);
    }
}
