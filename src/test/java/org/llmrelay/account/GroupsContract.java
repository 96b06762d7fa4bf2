package org.llmrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every keeper of groups does. */
public abstract class GroupsContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    protected abstract Groups groups();

    private static Group group(String id, int age) {
        return new Group(id, "Group " + id, Policy.LEAST_BUSY, NOON.plusSeconds(age));
    }

    @Test
    void hasTheSharedGroupFromTheBeginning() {
        assertThat(groups().all()).containsExactly(Group.USUAL);
        assertThat(groups().find(Group.SHARED)).contains(Group.USUAL);
    }

    @Test
    void keepsGroupsAsTheyWereGiven() {
        groups().save(group("grp_2", 2));
        groups().save(group("grp_1", 1));

        assertThat(groups().all()).containsExactly(Group.USUAL, group("grp_1", 1), group("grp_2", 2));
        assertThat(groups().find("grp_2")).contains(group("grp_2", 2));
        assertThat(groups().find("grp_3")).isEmpty();
    }

    @Test
    void replacesAGroup() {
        Group weighted = new Group(Group.SHARED, "All", Policy.WEIGHTED, Instant.EPOCH);

        groups().save(weighted);

        assertThat(groups().all()).containsExactly(weighted);
    }

    @Test
    void forgetsWhatIsDeleted() {
        groups().save(group("grp_1", 1));

        assertThat(groups().delete("grp_1")).isTrue();
        assertThat(groups().delete("grp_1")).isFalse();
        assertThat(groups().all()).containsExactly(Group.USUAL);
    }
}
