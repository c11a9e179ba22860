package org.aidwitness.journal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** A statement that is accepted and not yet numbered. */
@Entity
@Table(name = "journal_queue")
class QueuedEntry {

    /** One by one from the sequence, so that the queue keeps the order in which statements were made. */
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "journal_queue")
    @SequenceGenerator(name = "journal_queue", sequenceName = "journal_queue_id_seq", allocationSize = 1)
    @Nullable Long id;

    String kind;
    UUID statement;
    UUID subject;

    @Nullable UUID programmeId;

    String actor;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    Instant acceptedAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected QueuedEntry() {}

    QueuedEntry(
            String kind,
            UUID statement,
            UUID subject,
            @Nullable UUID programmeId,
            String actor,
            Sha256 content,
            Instant acceptedAt) {
        this.kind = kind;
        this.statement = statement;
        this.subject = subject;
        this.programmeId = programmeId;
        this.actor = actor;
        this.contentSha256 = content.toBytes();
        this.acceptedAt = acceptedAt;
    }
}
