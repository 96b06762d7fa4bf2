package org.llmrelay.api.admin;

import java.util.List;

/** A part of a list, and how long all of it is. */
record ListBody<T>(List<T> items, long total) implements JsonBody {
    ListBody {
        items = List.copyOf(items);
    }
}
