package org.aidwitness.feedback;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One round of interviews. Insert-only. */
@Entity
@Table(name = "feedback_pdm_round")
class PdmRound extends Told {

    UUID siteId;
    LocalDate cycleOn;

    @Enumerated(EnumType.STRING)
    TellPdmRound.Method method;

    int householdsAsked;

    @Nullable Integer householdsServed;

    @Nullable Integer householdsTaxed;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected PdmRound() {}

    PdmRound(TellPdmRound command, Instant acceptedAt, String acceptedBy) {
        super(command, acceptedAt, acceptedBy);
        this.siteId = command.site();
        this.cycleOn = command.cycleOn();
        this.method = command.method();
        this.householdsAsked = command.householdsAsked();
        this.householdsServed = command.householdsServed();
        this.householdsTaxed = command.householdsTaxed();
    }
}
