package org.aidwitness.feedback;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One complaint. Insert-only. */
@Entity
@Table(name = "feedback_complaint")
class Complaint extends Told {

    UUID siteId;

    @Enumerated(EnumType.STRING)
    PassOnComplaint.Category category;

    @Nullable LocalDate happenedOn;

    Instant receivedAt;

    @Enumerated(EnumType.STRING)
    PassOnComplaint.Channel channel;

    int people;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Complaint() {}

    Complaint(PassOnComplaint command, Instant acceptedAt, String acceptedBy) {
        super(command, acceptedAt, acceptedBy);
        this.siteId = command.site();
        this.category = command.category();
        this.happenedOn = command.happenedOn();
        this.receivedAt = command.receivedAt();
        this.channel = command.channel();
        this.people = command.people();
    }
}
