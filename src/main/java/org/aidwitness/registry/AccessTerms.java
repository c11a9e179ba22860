package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Terms of access to one site or area. Never edited but for the day they ended. */
@Entity
@DynamicUpdate // The application may update the last day and nothing else.
@Table(name = "registry_access_terms")
class AccessTerms extends PanacheEntityBase {

    @Id
    UUID id;

    @Nullable UUID siteId;

    @Nullable String pcode;

    @Enumerated(EnumType.STRING)
    AccessTermsEntry.Level level;

    @Nullable Integer noticeHours;

    LocalDate validFrom;

    @Nullable LocalDate validTo;

    String source;
    Instant enteredAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected AccessTerms() {}

    AccessTerms(AccessTermsEntry entry, Instant enteredAt) {
        this.id = entry.id();
        this.siteId = entry.site();
        this.pcode = entry.pcode();
        this.level = entry.level();
        this.noticeHours = entry.noticeHours();
        this.validFrom = entry.validFrom();
        this.validTo = entry.validTo();
        this.source = entry.source();
        this.enteredAt = enteredAt;
    }

    AccessTermsEntry entry() {
        return new AccessTermsEntry(id, siteId, pcode, level, noticeHours, validFrom, validTo, source);
    }
}
