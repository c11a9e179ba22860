package org.aidwitness.feedback;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the rows of this room have in common. Insert-only. */
@MappedSuperclass
abstract class Told {

    @Id
    UUID id;

    @Nullable UUID programmeId;

    @Nullable UUID organisationId;

    @Nullable UUID supersedes;

    @Nullable String supersedesReason;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    Instant acceptedAt;
    String acceptedBy;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Told() {}

    Told(Said said, Instant acceptedAt, String acceptedBy) {
        this.id = said.id();
        this.programmeId = said.programme();
        this.organisationId = said.organisation();
        this.supersedes = said.supersedes();
        this.supersedesReason = said.supersedesReason();
        this.contentSha256 = said.content().toBytes();
        this.acceptedAt = acceptedAt;
        this.acceptedBy = acceptedBy;
    }
}
