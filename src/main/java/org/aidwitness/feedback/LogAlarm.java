package org.aidwitness.feedback;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One alarm about the log, or what settled it. Insert-only. */
@Entity
@Table(name = "feedback_log_alarm")
class LogAlarm extends Told {

    @Enumerated(EnumType.STRING)
    RaiseAlarm.Kind kind;

    String about;
    Instant raisedAt;
    boolean settled;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected LogAlarm() {}

    LogAlarm(RaiseAlarm command, Instant acceptedAt, String acceptedBy) {
        super(command, acceptedAt, acceptedBy);
        this.kind = command.kind();
        this.about = command.about();
        this.raisedAt = command.raisedAt();
        @Nullable Boolean settles = command.settled();
        this.settled = settles != null && settles;
    }
}
