package org.llmrelay.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.llmrelay.moving.Import;
import org.llmrelay.moving.Note;

/**
 * What became of another relay's records, or would.
 *
 * @param knowsKeys whether its encryption key is known, without which its keys do not work here
 * @param counts how many records met which fate
 */
public record ImportBody(boolean dryRun, boolean knowsKeys, Map<String, Long> counts, List<RecordBody> records)
        implements JsonBody {

    /** What became of one record; {@code notes} say what is not carried, or why. */
    public record RecordBody(String kind, String id, String name, String fate, List<NoteBody> notes) {}

    /** A note in English, and as a code with what stands in its sentence. */
    public record NoteBody(String code, List<String> parts, String text) {
        static NoteBody of(Note note) {
            return new NoteBody(note.remark().code(), note.parts(), note.text());
        }
    }

    static ImportBody of(Import.Report report, boolean dryRun) {
        Map<String, Long> counts = new TreeMap<>();
        for (Import.Fate fate : Import.Fate.values()) {
            counts.put(word(fate), 0L);
        }
        report.lines().forEach(line -> counts.merge(word(line.fate()), 1L, Long::sum));
        return new ImportBody(
                dryRun,
                report.knowsKeys(),
                counts,
                report.lines().stream().map(ImportBody::record).toList());
    }

    private static RecordBody record(Import.Line line) {
        return new RecordBody(
                line.kind(),
                line.id(),
                line.name(),
                word(line.fate()),
                line.notes().stream().map(NoteBody::of).toList());
    }

    private static String word(Import.Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }
}
