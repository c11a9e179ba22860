package org.aidwitness.feedback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * People complain about what they got, or did not get, at a place. It has no room for names or for a text: who complains
 * must not be found by it.
 *
 * @param organisation who took it in
 * @param site where the people were to get something
 * @param happenedOn the day it is about; null where nobody knows
 * @param receivedAt when it was taken in
 * @param people how many complain together, 1 to 1,000
 * @param supersedes the complaint this one corrects; then {@code supersedesReason} says why
 */
public record PassOnComplaint(
        UUID id,
        UUID programme,
        UUID organisation,
        UUID site,
        Category category,
        @Nullable LocalDate happenedOn,
        Instant receivedAt,
        Channel channel,
        Integer people,
        @Nullable UUID supersedes,
        @Nullable String supersedesReason)
        implements Said {

    public enum Category {
        NOT_RECEIVED,
        UNDERWEIGHT,
        /** Somebody took a part back after the distribution. */
        TAXATION,
        /** Left off the list, who should be on it. */
        EXCLUSION,
        /** How somebody behaved. */
        CONDUCT,
        OTHER
    }

    /** The way it came. */
    public enum Channel {
        HOTLINE,
        BOX,
        IN_PERSON,
        MONITOR
    }

    public PassOnComplaint {
        Given.present("/id", id);
        Given.present("/programme", programme);
        Given.present("/organisation", organisation);
        Given.present("/site", site);
        Given.present("/category", category);
        Given.present("/receivedAt", receivedAt);
        Given.present("/channel", channel);
        Given.present("/people", people);
        Given.within("/people", people, 1, 1_000);
        Given.correction(supersedes, supersedesReason);
    }

    @Override
    public Sha256 content() {
        return new Fingerprint()
                .add("complaint")
                .add(programme)
                .add(organisation)
                .add(site)
                .add(category)
                .add(happenedOn)
                .add(receivedAt)
                .add(channel)
                .add(people)
                .add(supersedes)
                .add(supersedesReason)
                .done();
    }
}
