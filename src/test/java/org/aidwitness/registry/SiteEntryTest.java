package org.aidwitness.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Refused;
import org.junit.jupiter.api.Test;

/** The text of an entry is what its receipt is made of: it must not change under those who hold one. */
class SiteEntryTest {

    private static final UUID ID = new UUID(0, 7);

    @Test
    void a_site_without_languages_reads_as_it_did_before_there_were_any() {
        assertThat(entry(List.of()))
                .hasToString("SiteEntry[id=00000000-0000-0000-0000-000000000007, code=V, name=Village, kind=FDP,"
                        + " country=null, pcode=QM01, area=null, latitude=1.5, longitude=2.5, radiusMetres=250,"
                        + " catchment=null, authority=null]");
        assertThat(entry(List.of("sw", "ar")).toString()).endsWith(", authority=null, languages=[sw, ar]]");
    }

    @Test
    void languages_are_tags_and_not_too_many() {
        assertThatThrownBy(() -> entry(List.of("swahili, mostly"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> entry(List.of(""))).isInstanceOf(Refused.class);
        assertThat(entry(Collections.nCopies(20, "sw")).languages()).hasSize(20);
        assertThatThrownBy(() -> entry(Collections.nCopies(21, "sw"))).isInstanceOf(Refused.class);
    }

    private static SiteEntry entry(List<String> languages) {
        return new SiteEntry(
                ID, "V", "Village", SiteEntry.Kind.FDP, null, "QM01", null, 1.5, 2.5, 250, null, null, languages);
    }
}
