package org.aidwitness.registry;

import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/**
 * On what terms monitors may reach a site, or an area: all sites whose P-code begins with the area's. A site's own terms
 * come before its area's, a smaller area's before a larger one's.
 *
 * @param site the site, or null where the terms are an area's
 * @param pcode the area, or null where the terms are a site's
 * @param noticeHours 1 to 8,760, with level NOTICE and only then
 * @param validTo last day; null while they last
 */
public record AccessTermsEntry(
        UUID id,
        @Nullable UUID site,
        @Nullable String pcode,
        Level level,
        @Nullable Integer noticeHours,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source) {

    public enum Level {
        OPEN,
        NOTICE,
        ESCORTED,
        DENIED
    }

    public AccessTermsEntry {
        Texts.requirePresent("/id", id);
        Texts.requirePresent("/level", level);
        Texts.requirePresent("/validFrom", validFrom);
        Texts.require("/source", source, 500);
        Texts.requireWithin("/noticeHours", noticeHours, 1, 8_760);
        if ((site == null) == (pcode == null)) {
            throw Refused.at("/site", Code.INVALID, "Access terms belong to a site or to an area.");
        }
        if ((level == Level.NOTICE) != (noticeHours != null)) {
            throw Refused.at(
                    "/noticeHours", Code.INVALID, "Hours of notice go with the level NOTICE, and only with it.");
        }
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw Refused.at("/validTo", Code.DATES_REVERSED, "This ends before it begins.");
        }
    }
}
