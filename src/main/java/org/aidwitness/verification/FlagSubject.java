package org.aidwitness.verification;

import java.util.Locale;
import java.util.UUID;
import org.aidwitness.verification.rule.Subject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a flag is about, as it is shown. */
@Schema(description = "What the flag is about.")
public record FlagSubject(
        Subject.Kind kind,

        @Schema(
                description =
                        "Of the delivery's waybill, the site, organisation, draw, programme, lot or contribution; of a monitor's "
                                + "organisation.")
        @Nullable UUID id,

        @Schema(description = "A monitor's pseudonym; an area's risk and name.") @Nullable String text,

        @Schema(description = "For people to read.", examples = "Place Asheru Town 2")
        String words) {

    /** @param name what people call the thing of this id; of a monitor, their organisation; null where it is not known */
    static FlagSubject of(Subject subject, @Nullable String name) {
        return new FlagSubject(subject.kind(), subject.id(), subject.text(), words(subject, name));
    }

    private static String words(Subject subject, @Nullable String name) {
        String known = name == null ? "that is not shown" : name;
        String text = subject.text() == null ? "" : subject.text();
        return switch (subject.kind()) {
            case DELIVERY -> "Delivery " + known;
            case SITE -> "Place " + known;
            case ORGANISATION -> "Organisation " + known;
            case MONITOR -> "Monitor " + text + " of " + (name == null ? "an organisation" : name);
            case DRAW -> "Draw of " + known;
            case AREA -> area(text);
            case PROGRAMME -> "Programme " + known;
            case LOT -> "Lot " + known;
            case CONTRIBUTION -> "Contribution " + known;
            case LOG -> "The log";
        };
    }

    private static String area(String text) {
        int space = text.indexOf(' ');
        return "Places of " + text.substring(0, space).toLowerCase(Locale.ROOT) + " risk in "
                + text.substring(space + 1);
    }
}
