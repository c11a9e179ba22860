package org.aidwitness.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Language;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Says who monitors for an organisation: by a pseudonym, never by a name.
 *
 * @param id chosen by the sender; the same id with the same content is the same accreditation
 * @param monitor the pseudonym, 1 to 100 characters
 * @param languages BCP 47 tags of the languages they speak, 1 to 50
 * @param conflictOfInterest what the monitor declared of their interests, 1 to 4,000 characters; where it is missing, the
 *     accreditation counts for nothing before the gate
 * @param declaredAt when they declared it; with the declaration, and only with it
 * @param validTo the last day
 */
public record Accredit(
        UUID id,
        UUID organisation,
        String monitor,
        List<String> languages,
        @Nullable String conflictOfInterest,
        @Nullable Instant declaredAt,
        LocalDate validFrom,
        LocalDate validTo) {

    private static final int MOST_LANGUAGES = 50;

    public Accredit {
        Given.present("/id", id);
        Given.present("/organisation", organisation);
        Given.textPresent("/monitor", monitor, 100);
        languages = languages == null ? List.of() : List.copyOf(languages);
        if (languages.isEmpty() || languages.size() > MOST_LANGUAGES) {
            throw Refused.at("/languages", Code.OUT_OF_RANGE, "This needs 1 to " + MOST_LANGUAGES + " languages.");
        }
        for (int i = 0; i < languages.size(); i++) {
            if (!Language.isTag(languages.get(i))) {
                throw Refused.at("/languages/" + i, Code.INVALID, "A language is written as in BCP 47: ar, sw-KE.");
            }
        }
        Given.text("/conflictOfInterest", conflictOfInterest, 4_000);
        Given.plausible("/declaredAt", declaredAt);
        if ((conflictOfInterest == null) != (declaredAt == null)) {
            throw Refused.at("/declaredAt", Code.INVALID, "A declaration of interests has a text and a time.");
        }
        Given.present("/validFrom", validFrom);
        Given.present("/validTo", validTo);
        Given.plausible("/validFrom", validFrom);
        Given.plausible("/validTo", validTo);
        if (validTo.isBefore(validFrom)) {
            throw Refused.at("/validTo", Code.DATES_REVERSED, "This ends before it begins.");
        }
    }

    Sha256 content() {
        return new Fingerprint()
                .add("accreditation")
                .add(organisation)
                .add(monitor)
                .addAll(languages)
                .add(conflictOfInterest)
                .add(declaredAt)
                .add(validFrom)
                .add(validTo)
                .done();
    }
}
