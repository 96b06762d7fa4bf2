package org.llmrelay.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/**
 * Puts the records of a backup back. The whole file is read and found genuine before the first record is stored; then every record has its own line
 * in the report, also when the store goes away in between. Thread-safe.
 */
public final class Restore {
    private static final int LONGEST_RECORD = 8 * 1024 * 1024;

    private final List<Shelf> shelves;
    private final Vault vault;

    public Restore(List<Shelf> shelves, Vault vault) {
        this.shelves = List.copyOf(shelves);
        this.vault = vault;
    }

    /**
     * What is wanted.
     *
     * @param dryRun whether nothing is to be stored: the report says what would happen
     * @param replace whether records that are there and differ are replaced; otherwise they stay, and the report names them
     */
    public record Order(boolean dryRun, boolean replace) {}

    /** What becomes of a record. */
    public enum Fate {
        CREATED,
        REPLACED,
        SAME,
        KEPT,
        FAILED
    }

    /** What became of one record; {@code why} is empty where the fate says all. */
    public record Line(String kind, String id, Fate fate, String why) {}

    /**
     * What became of all.
     *
     * @param created when the backup was made
     * @param knowsKeys whether keys of the backup work here: the key that hashed them is in the key ring
     */
    public record Report(Instant created, boolean knowsKeys, List<Line> lines) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    /** Is told how many records are done, and how many there are. */
    public interface Progress {
        /** Nobody wants to know. */
        Progress UNTOLD = (done, all) -> {};

        void at(int done, int all);
    }

    /** @throws UnreadableBackupException when the file is not a whole backup that the password opens; then nothing has been stored */
    public Report run(byte[] file, Secret password, Order order, Progress progress) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        Lock lock = Lock.read(in, password);
        Content content = read(new SealedInput(in, lock));
        List<Line> lines = new ArrayList<>();
        int all = content.records().size();
        for (Shelf shelf : shelves) {
            for (Kept record : content.of(shelf)) {
                lines.add(line(shelf, record.item(), lock.vault(), order));
                progress.at(lines.size(), all);
            }
        }
        content.records().stream()
                .filter(record -> shelf(record.kind()).isEmpty())
                .forEach(record -> lines.add(new Line(
                        record.kind(), record.item().id(), Fate.FAILED, "this relay has no records of this kind")));
        return new Report(content.created(), vault.keyIds().contains(content.keyId()), lines);
    }

    private record Content(Instant created, String keyId, List<Kept> records) {
        List<Kept> of(Shelf shelf) {
            return records.stream()
                    .filter(record -> record.kind().equals(shelf.name()))
                    .toList();
        }
    }

    private record Kept(String kind, Shelf.Item item) {}

    private static Content read(SealedInput sealed) throws IOException {
        try (DataInputStream content = new DataInputStream(new BufferedInputStream(new GZIPInputStream(sealed)))) {
            Instant created = Instant.parse(content.readUTF());
            String keyId = content.readUTF();
            List<Kept> records = new ArrayList<>();
            while (content.readByte() == Backup.RECORD) {
                records.add(new Kept(content.readUTF(), item(content)));
            }
            // Reads on to the last block, which alone tells that nothing was cut off.
            if (content.read() >= 0 || sealed.read() >= 0) {
                throw new UnreadableBackupException("The backup goes on behind its end");
            }
            return new Content(created, keyId, records);
        } catch (EOFException e) {
            throw new UnreadableBackupException("The end of the backup is missing", e);
        }
    }

    private static Shelf.Item item(DataInputStream content) throws IOException {
        String id = content.readUTF();
        int length = content.readInt();
        if (length < 0 || length > LONGEST_RECORD) {
            throw new UnreadableBackupException("The backup has a record of " + length + " bytes");
        }
        byte[] text = new byte[length];
        content.readFully(text);
        return new Shelf.Item(id, new String(text, StandardCharsets.UTF_8));
    }

    private Optional<Shelf> shelf(String kind) {
        return shelves.stream().filter(shelf -> shelf.name().equals(kind)).findFirst();
    }

    private static Line line(Shelf shelf, Shelf.Item item, Vault vault, Order order) {
        try {
            return done(shelf, item, vault, order);
        } catch (IllegalArgumentException e) {
            return new Line(shelf.name(), item.id(), Fate.FAILED, String.valueOf(e.getMessage()));
        } catch (StoreUnavailableException e) {
            return new Line(shelf.name(), item.id(), Fate.FAILED, "the store is not available");
        }
    }

    private static Line done(Shelf shelf, Shelf.Item item, Vault vault, Order order) {
        Shelf.Standing standing = shelf.compare(item, vault);
        if (standing == Shelf.Standing.SAME) {
            return new Line(shelf.name(), item.id(), Fate.SAME, "");
        }
        if (standing == Shelf.Standing.OTHER && !order.replace()) {
            return new Line(shelf.name(), item.id(), Fate.KEPT, "another record with this id is there");
        }
        if (!order.dryRun()) {
            shelf.put(item, vault);
        }
        Fate fate = standing == Shelf.Standing.NEW ? Fate.CREATED : Fate.REPLACED;
        return new Line(shelf.name(), item.id(), fate, "");
    }
}
