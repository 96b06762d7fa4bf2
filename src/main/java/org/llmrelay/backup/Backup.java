package org.llmrelay.backup;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/**
 * Writes backups. Records leave the store one after the other while the file is written, so a backup that is made while operators change things
 * holds each record as it was at some moment of that time. Thread-safe.
 */
public final class Backup {
    static final byte RECORD = 1;
    static final byte END = 0;

    private final List<Shelf> shelves;
    private final Vault vault;
    private final InstantSource clock;
    private final int rounds;

    /** @param vault the store's: its key's id is noted, since people's keys are hashed with it */
    public Backup(List<Shelf> shelves, Vault vault, InstantSource clock) {
        this(shelves, vault, clock, Lock.USUAL_ROUNDS);
    }

    Backup(List<Shelf> shelves, Vault vault, InstantSource clock, int rounds) {
        this.shelves = List.copyOf(shelves);
        this.vault = vault;
        this.clock = clock;
        this.rounds = rounds;
    }

    /** The names of all kinds of records, in the order in which they can be restored. */
    public List<String> kinds() {
        return shelves.stream().map(Shelf::name).toList();
    }

    /** Records that a backup of these kinds cannot hold, as {@code <kind>/<id>}. */
    public List<String> unreadable(Set<String> kinds) {
        return wanted(kinds).stream()
                .flatMap(shelf -> shelf.unreadable().stream().map(id -> shelf.name() + "/" + id))
                .toList();
    }

    /** Writes a whole file; {@code out} stays open. */
    public void write(OutputStream out, Secret password, Set<String> kinds) throws IOException {
        Lock lock = Lock.fresh(password, rounds);
        try (SealedOutput sealed = new SealedOutput(out, lock);
                DataOutputStream content = new DataOutputStream(new GZIPOutputStream(sealed))) {
            content.writeUTF(clock.instant().toString());
            content.writeUTF(vault.keyIds().get(0));
            for (Shelf shelf : wanted(kinds)) {
                shelf.give(lock.vault(), item -> write(content, shelf.name(), item));
            }
            content.writeByte(END);
        }
    }

    private List<Shelf> wanted(Set<String> kinds) {
        return shelves.stream().filter(shelf -> kinds.contains(shelf.name())).toList();
    }

    private static void write(DataOutputStream content, String kind, Shelf.Item item) throws IOException {
        byte[] text = item.text().getBytes(StandardCharsets.UTF_8);
        content.writeByte(RECORD);
        content.writeUTF(kind);
        content.writeUTF(item.id());
        content.writeInt(text.length);
        content.write(text);
    }
}
