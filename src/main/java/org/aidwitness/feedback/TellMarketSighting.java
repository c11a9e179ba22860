package org.aidwitness.feedback;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Aid was seen on sale. Who sells it is not told: often it is people who were given it.
 *
 * @param organisation the monitors' own
 * @param site the market, or wherever it was on sale
 * @param lot what the bags are printed with; a lot or a contribution, not both
 * @param contribution see {@code lot}
 * @param sealedBags 0 to 1,000,000
 * @param openBags open or empty, 0 to 1,000,000; one bag at least was seen
 * @param price of one bag, above 0 to 1,000,000,000, with two decimals at most; with its currency
 * @param currency three capital letters (ISO 4217)
 * @param evidence SHA-256 of a picture that this organisation has stored, as 64 hex digits
 * @param supersedes the sighting this one corrects; then {@code supersedesReason} says why
 */
public record TellMarketSighting(
        UUID id,
        UUID programme,
        UUID organisation,
        UUID site,
        LocalDate seenOn,
        @Nullable UUID lot,
        @Nullable UUID contribution,
        Integer sealedBags,
        Integer openBags,
        @Nullable BigDecimal price,
        @Nullable String currency,
        @Nullable String evidence,
        @Nullable UUID supersedes,
        @Nullable String supersedesReason)
        implements Said {

    private static final int MOST_BAGS = 1_000_000;
    private static final BigDecimal MOST_PRICE = new BigDecimal(1_000_000_000);
    private static final int DECIMALS = 2;

    public TellMarketSighting {
        Given.present("/id", id);
        Given.present("/programme", programme);
        Given.present("/organisation", organisation);
        Given.present("/site", site);
        Given.present("/seenOn", seenOn);
        Given.present("/sealedBags", sealedBags);
        Given.present("/openBags", openBags);
        Given.within("/sealedBags", sealedBags, 0, MOST_BAGS);
        Given.within("/openBags", openBags, 0, MOST_BAGS);
        Given.correction(supersedes, supersedesReason);
        if ((lot == null) == (contribution == null)) {
            throw Refused.at("/lot", Code.INVALID, "What was seen is of a lot or of a contribution: name one of them.");
        }
        if (sealedBags + openBags == 0) {
            throw Refused.at("/sealedBags", Code.OUT_OF_RANGE, "One bag at least was seen.");
        }
        if ((price == null) != (currency == null)) {
            throw Refused.at("/currency", Code.INVALID, "A price has a currency.");
        }
        if (currency != null && !currency.matches("[A-Z]{3}")) {
            throw Refused.at("/currency", Code.INVALID, "A currency is three capital letters.");
        }
        if (evidence != null && !evidence.matches("[0-9a-f]{64}")) {
            throw Refused.at("/evidence", Code.INVALID, "A SHA-256 has 64 hex digits, in lower case.");
        }
        price = price == null ? null : money(price);
    }

    /** So that 2, 2.0 and 2.00 are the same statement. */
    private static BigDecimal money(BigDecimal price) {
        boolean within = price.signum() > 0 && price.compareTo(MOST_PRICE) <= 0;
        if (!within || price.stripTrailingZeros().scale() > DECIMALS) {
            throw Refused.at(
                    "/price",
                    Code.OUT_OF_RANGE,
                    "A price lies above 0, at most " + MOST_PRICE.toPlainString() + ", with two decimals.");
        }
        return price.stripTrailingZeros().setScale(DECIMALS);
    }

    @Override
    public Sha256 content() {
        return new Fingerprint()
                .add("market-sighting")
                .add(programme)
                .add(organisation)
                .add(site)
                .add(seenOn)
                .add(lot)
                .add(contribution)
                .add(sealedBags)
                .add(openBags)
                .add(price)
                .add(currency)
                .add(evidence)
                .add(supersedes)
                .add(supersedesReason)
                .done();
    }
}
