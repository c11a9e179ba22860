package org.aidwitness.feedback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** Aid on sale, seen once. Insert-only. */
@Entity
@Table(name = "feedback_market_sighting")
class MarketSighting extends Told {

    UUID siteId;
    LocalDate seenOn;

    @Nullable UUID lotId;

    @Nullable UUID contributionId;

    int sealedBags;
    int openBags;

    @Nullable BigDecimal price;

    @Nullable String currency;

    @Column(name = "evidence_sha256")
    byte @Nullable [] evidenceSha256;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected MarketSighting() {}

    MarketSighting(TellMarketSighting command, Instant acceptedAt, String acceptedBy) {
        super(command, acceptedAt, acceptedBy);
        this.siteId = command.site();
        this.seenOn = command.seenOn();
        this.lotId = command.lot();
        this.contributionId = command.contribution();
        this.sealedBags = command.sealedBags();
        this.openBags = command.openBags();
        this.price = command.price();
        this.currency = command.currency();
        this.evidenceSha256 = command.evidence() == null
                ? null
                : Sha256.fromHex(command.evidence()).toBytes();
    }
}
