package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One version of a programme's policy. Never edited; the next version takes over. */
@Entity
@Table(name = "registry_policy")
class PolicyVersion extends PanacheEntityBase {

    @Id
    UUID id;

    UUID programmeId;
    int version;

    @JdbcTypeCode(SqlTypes.JSON)
    String settings;

    String reason;
    String madeBy;
    Instant madeAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected PolicyVersion() {}

    PolicyVersion(
            UUID id, UUID programmeId, int version, String settings, String reason, String madeBy, Instant madeAt) {
        this.id = id;
        this.programmeId = programmeId;
        this.version = version;
        this.settings = settings;
        this.reason = reason;
        this.madeBy = madeBy;
        this.madeAt = madeAt;
    }
}
