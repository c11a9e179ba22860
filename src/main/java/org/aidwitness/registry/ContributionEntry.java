package org.aidwitness.registry;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a donor gave.
 *
 * @param code unique within the programme
 * @param reference the IATI identifier or FTS flow id, where there is one
 */
public record ContributionEntry(
        UUID id,
        UUID programme,
        UUID donor,
        String code,
        String title,
        @Nullable String reference) {

    public ContributionEntry {
        Texts.requirePresent("/id", id);
        Texts.requirePresent("/programme", programme);
        Texts.requirePresent("/donor", donor);
        Texts.require("/code", code, 100);
        Texts.require("/title", title, 300);
    }
}
