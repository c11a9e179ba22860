package org.aidwitness.exchange.table;

import org.aidwitness.exchange.table.Fields.Text;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.registry.OrganisationEntry;
import org.jspecify.annotations.Nullable;

/** An organisation; the last one is remembered, since the next row mostly names it again. */
final class PartyMapper {

    private final Text name;
    private final @Nullable Text code;
    private final @Nullable Text kind;
    private Draft.@Nullable Party last;

    PartyMapper(Text name, @Nullable Text code, @Nullable Text kind) {
        this.name = name;
        this.code = code;
        this.kind = kind;
    }

    Draft.@Nullable Party read(Reading reading) {
        String named = name.read(reading);
        String coded = code == null ? named : code.read(reading);
        if (coded == null) {
            return null;
        }
        OrganisationEntry.Kind is = kind == null ? null : kind.one(reading, OrganisationEntry.Kind.class);
        OrganisationEntry.Kind sure = is == null ? OrganisationEntry.Kind.OTHER : is;
        String shown = named == null ? coded : named;
        Draft.Party known = last;
        if (known != null && known.code().equals(coded) && known.name().equals(shown) && known.kind() == sure) {
            return known;
        }
        Draft.Party party = new Draft.Party(coded, shown, sure, column());
        last = party;
        return party;
    }

    Draft.Party need(Reading reading) {
        Draft.Party party = read(reading);
        if (party == null) {
            reading.problem(column(), Code.INVALID, "An organisation is needed, and nothing stands here.");
            return new Draft.Party("", "", OrganisationEntry.Kind.OTHER, null);
        }
        return party;
    }

    @Nullable String column() {
        return code == null || code.column() == null ? name.column() : code.column();
    }
}
