package org.aidwitness.registry;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** How every entry comes into the registry: once. The same entry again is no news; another under its id is refused. */
final class Entered {

    private Entered() {}

    /** Refuses if {@code known} is there and differs; true if it is there and the same. */
    static boolean already(@Nullable Record known, Record entry) {
        if (known == null) {
            return false;
        }
        if (!known.equals(entry)) {
            throw Refused.because(
                    Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another entry under this id or code: " + known);
        }
        return true;
    }

    static Receipt receipt(
            Journal journal, Actor actor, Clock clock, String kind, UUID id, @Nullable UUID programme, Record entry) {
        Instant now = clock.instant();
        // A record's toString names all its components, so it serves as the entry's canonical text.
        Sha256 content = new Fingerprint().add(kind).add(entry).done();
        return journal.record(actor, new Journal.Statement(kind, id, id, programme, content, now));
    }

    /** The receipt of an entry that was there: nothing is written. */
    static Receipt again(String kind, UUID id, Record entry, Instant createdAt) {
        return new Receipt(id, kind, new Fingerprint().add(kind).add(entry).done(), createdAt);
    }
}
