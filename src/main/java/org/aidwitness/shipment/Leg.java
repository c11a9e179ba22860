package org.aidwitness.shipment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** One stretch of a consignment's route. */
@Entity
@Table(name = "shipment_leg")
class Leg extends PanacheEntityBase {

    @Id
    UUID id;

    UUID consignmentId;
    short ordinal;
    UUID fromSiteId;
    UUID toSiteId;

    @Column(name = "final")
    boolean last;

    UUID[] checkpointIds;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Leg() {}

    Leg(UUID consignment, RegisterConsignment.Leg leg) {
        this.id = leg.id();
        this.consignmentId = consignment;
        this.ordinal = (short) leg.ordinal();
        this.fromSiteId = leg.from();
        this.toSiteId = leg.to();
        this.last = leg.last();
        this.checkpointIds = leg.checkpoints().toArray(UUID[]::new);
    }
}
