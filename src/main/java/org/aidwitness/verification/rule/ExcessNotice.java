package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;

/** F05: the site knew of the visit long enough to prepare for it. */
record ExcessNotice() implements Rule {

    private static final About ABOUT = new About(
            "F05",
            "EXCESS_NOTICE",
            1,
            "Was each visit announced no earlier than it may be?",
            "docs/domain.md, section 7",
            "MEDIUM",
            "visit.noticeHours");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        int limit = delivery.policy().visit().noticeHours();
        List<Attestation> announced =
                where(Visits.made(delivery), visit -> visit.noticeHours() != null && visit.noticeHours() > limit);
        return announced.stream()
                .map(Attestation::noticeHours)
                .max(Comparator.naturalOrder())
                .map(longest -> Finding.of(
                        this,
                        Severity.MEDIUM,
                        new Facts().with("noticeHours", longest).with("limitHours", limit),
                        announced.stream().map(Attestation::id).toList()));
    }
}
