package org.aidwitness.shipment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** One plan to hand goods out. */
@Entity
@Table(name = "shipment_distribution_plan")
class DistributionPlan {

    @Id
    UUID id;

    UUID programmeId;
    UUID siteId;
    UUID organisationId;
    LocalDate plannedOn;

    @Nullable Integer households;

    @Nullable Integer people;

    @Column(name = "ration_g_per_day")
    @Nullable Integer rationGramsPerDay;

    @Nullable Integer rationDays;

    @Nullable UUID supersedes;

    @Nullable String supersedesReason;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    Instant acceptedAt;
    String acceptedBy;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected DistributionPlan() {}

    DistributionPlan(PlanDistribution command, Sha256 content, Instant acceptedAt, String acceptedBy) {
        this.id = command.id();
        this.programmeId = command.programme();
        this.siteId = command.site();
        this.organisationId = command.organisation();
        this.plannedOn = command.plannedOn();
        this.households = command.households();
        this.people = command.people();
        this.rationGramsPerDay = command.rationGramsPerDay();
        this.rationDays = command.rationDays();
        this.supersedes = command.supersedes();
        this.supersedesReason = command.supersedesReason();
        this.contentSha256 = content.toBytes();
        this.acceptedAt = acceptedAt;
        this.acceptedBy = acceptedBy;
    }
}
