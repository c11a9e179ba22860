package org.aidwitness.monitoring;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** Who may monitor for an organisation, and how long. Never edited but for its last day, which only comes sooner. */
@Entity
@Table(name = "monitoring_accreditation")
class Accreditation {

    @Id
    UUID id;

    UUID organisationId;
    String monitor;
    String[] languages;

    @Nullable String interestDeclaration;

    @Nullable Instant interestDeclaredAt;

    LocalDate validFrom;
    LocalDate validTo;
    String enteredBy;
    Instant enteredAt;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Accreditation() {}

    Accreditation(Accredit command, Sha256 content, String enteredBy, Instant enteredAt) {
        this.id = command.id();
        this.organisationId = command.organisation();
        this.monitor = command.monitor();
        this.languages = command.languages().toArray(String[]::new);
        this.interestDeclaration = command.conflictOfInterest();
        this.interestDeclaredAt = command.declaredAt();
        this.validFrom = command.validFrom();
        this.validTo = command.validTo();
        this.enteredBy = enteredBy;
        this.enteredAt = enteredAt;
        this.contentSha256 = content.toBytes();
    }
}
