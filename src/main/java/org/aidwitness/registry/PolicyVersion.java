package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One version of the policy of a programme or of one contribution to it. Never edited; the next version takes over. */
@Entity
@Table(name = "registry_policy")
class PolicyVersion extends PanacheEntityBase {

    @Id
    UUID id;

    UUID programmeId;

    /** Null where it holds for the whole programme. */
    @Nullable UUID contributionId;

    int version;

    @JdbcTypeCode(SqlTypes.JSON)
    String settings;

    String reason;
    String madeBy;
    Instant madeAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected PolicyVersion() {}

    PolicyVersion(
            UUID id,
            UUID programmeId,
            @Nullable UUID contributionId,
            int version,
            String settings,
            String reason,
            String madeBy,
            Instant madeAt) {
        this.id = id;
        this.programmeId = programmeId;
        this.contributionId = contributionId;
        this.version = version;
        this.settings = settings;
        this.reason = reason;
        this.madeBy = madeBy;
        this.madeAt = madeAt;
    }
}
