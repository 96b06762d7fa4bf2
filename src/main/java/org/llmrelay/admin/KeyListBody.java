package org.llmrelay.admin;

import java.util.List;
import java.util.Map;

/**
 * A part of the list of keys.
 *
 * @param total how many fit all that is asked for
 * @param states how many of those that fit all but the state are in each state
 * @param tags all tags that keys have, in order
 */
public record KeyListBody(List<KeyRowBody> items, long total, Map<String, Long> states, List<String> tags)
        implements JsonBody {
    public KeyListBody {
        items = List.copyOf(items);
        tags = List.copyOf(tags);
    }
}
