package org.aidwitness.exchange.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** A mapping, compiled against the header of one file: turns rows into drafts, and needs no database for it. */
final class RowMapper {

    private static final int MOST_KEPT = 100;

    private final List<String> header;
    private final Map<String, String> columnsByPointer = new HashMap<>();
    private final Fields fields;
    private final WaybillMapper waybill;
    private final @Nullable LineMapper line;
    private final List<StatementMapper.Declaring> declarations;
    private final StatementMapper.@Nullable Attesting attestation;

    RowMapper(Mapping mapping, List<String> header) {
        this.header = header;
        List<Refusal> missing = new ArrayList<>();
        Template.Columns columns = new Template.Columns(
                indexes(header),
                header.size(),
                name -> missing.add(new Refusal(
                        Code.INVALID,
                        "/rows/1",
                        "The file has no column \"" + name + "\"; its columns are: "
                                + Texts.excerpt(String.join(", ", header)))));
        this.fields = new Fields(mapping, columns);
        this.waybill = new WaybillMapper(mapping.waybill(), fields, this);
        this.line = mapping.line() == null ? null : new LineMapper(mapping.line(), fields, this);
        StatementMapper statements = new StatementMapper(fields, this);
        this.declarations =
                mapping.declarations().stream().map(statements::declaring).toList();
        this.attestation = mapping.attestation() == null ? null : statements.attesting(mapping.attestation());
        List<LineMapper.Kept> kept = kept(mapping.keep(), columns);
        if (line != null) {
            line.keep(kept);
        }
        Refused.ifAny(missing.stream().distinct().toList());
    }

    private static Map<String, Integer> indexes(List<String> header) {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            // Of two columns with one name the first is meant.
            indexes.putIfAbsent(Texts.columnKey(header.get(i)), i);
        }
        return indexes;
    }

    private List<LineMapper.Kept> kept(Mapping.@Nullable Keep keep, Template.Columns columns) {
        if (keep == null) {
            return List.of();
        }
        Map<String, String> names = new HashMap<>();
        keep.names().forEach((column, name) -> names.put(Texts.columnKey(column), name));
        List<String> dates = keep.dates().stream().map(Texts::columnKey).toList();
        Map<Integer, LineMapper.Kept> found = new LinkedHashMap<>();
        if (keep.columns().contains("*")) {
            for (int i = 0; i < header.size(); i++) {
                if (!header.get(i).isEmpty()
                        && !columns.isUsed(i)
                        && !header.get(i).equalsIgnoreCase(ProblemFiles.COLUMN)) {
                    found.put(i, kept(i, names, dates));
                }
            }
        }
        for (String column : keep.columns()) {
            int index = column.equals("*") ? -1 : columns.use(column, column.endsWith("?"));
            if (index >= 0) {
                found.put(index, kept(index, names, dates));
            }
        }
        if (found.size() > MOST_KEPT) {
            throw Refused.at("/keep", Code.OUT_OF_RANGE, "At most " + MOST_KEPT + " columns can be kept with a line.");
        }
        return List.copyOf(found.values());
    }

    private LineMapper.Kept kept(int index, Map<String, String> names, List<String> dates) {
        String name = header.get(index);
        String key = Texts.columnKey(name);
        return new LineMapper.Kept(index, names.getOrDefault(key, name), dates.contains(key));
    }

    /** The column behind a command's field, for refusals of later checks; null where none stands behind it. */
    @Nullable String columnOf(@Nullable String pointer) {
        return pointer == null ? null : columnsByPointer.get(pointer);
    }

    void note(String pointer, @Nullable String column) {
        if (column != null) {
            columnsByPointer.putIfAbsent(pointer, column);
        }
    }

    Draft map(TableRow row) {
        Reading reading = new Reading(row);
        Draft.Waybill made = waybill.read(reading);
        Draft.Line lineMade = line == null ? null : line.read(reading);
        List<Draft.Declaration> declared = new ArrayList<>(declarations.size());
        for (StatementMapper.Declaring declaring : declarations) {
            Draft.Declaration declaration = declaring.read(reading, lineMade);
            if (declaration != null) {
                declared.add(declaration);
            }
        }
        Draft.Attestation attested = attestation == null ? null : attestation.read(reading);
        return new Draft(row.number(), reading.problems(), reading.notes(), made, lineMade, declared, attested);
    }

    PartyMapper party(Mapping.Party party) {
        return new PartyMapper(fields.needed(party.name()), fields.text(party.code()), fields.text(party.kind()));
    }

    PlaceMapper place(Mapping.Place place) {
        return new PlaceMapper(
                fields.needed(place.name()),
                fields.text(place.code()),
                fields.text(place.kind()),
                fields.text(place.country()));
    }
}
