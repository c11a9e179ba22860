package org.aidwitness.gate;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One decision of the gate about one waybill. */
@Entity
@Table(name = "gate_clearance")
class Clearance extends PanacheEntityBase {

    @Id
    UUID id;

    UUID waybillId;
    UUID programmeId;

    @Enumerated(EnumType.STRING)
    Decision.Outcome outcome;

    int policyVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    String facts;

    @JdbcTypeCode(SqlTypes.JSON)
    String reasons;

    @JdbcTypeCode(SqlTypes.JSON)
    String duties;

    Instant decidedAt;

    @Nullable Instant expiresAt;

    @Nullable Instant heldSince;

    @Nullable UUID overrideId;

    @Nullable UUID importRunId;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Clearance() {}

    Clearance(Decision decision, DispatchFacts facts, String factsJson, String reasonsJson, String dutiesJson) {
        this.id = decision.clearance();
        this.waybillId = facts.waybill();
        this.programmeId = facts.programme();
        this.outcome = decision.outcome();
        this.policyVersion = decision.policyVersion();
        this.facts = factsJson;
        this.reasons = reasonsJson;
        this.duties = dutiesJson;
        this.decidedAt = decision.decidedAt();
        this.expiresAt = decision.expiresAt();
        this.heldSince = decision.heldSince();
        this.overrideId = decision.override();
    }

    /** History: decided by nobody, for it was before the gate. */
    Clearance(UUID id, UUID waybill, UUID programme, UUID run, String factsJson, Instant at) {
        this.id = id;
        this.waybillId = waybill;
        this.programmeId = programme;
        this.outcome = Decision.Outcome.PREDATES_GATE;
        this.policyVersion = 0;
        this.facts = factsJson;
        this.reasons = "[]";
        this.duties = "[]";
        this.decidedAt = at;
        this.importRunId = run;
    }
}
