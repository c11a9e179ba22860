package org.aidwitness.web;

import static java.util.Map.entry;

import java.util.Map;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The database's constraints as refusals. Doors check before they write and say more; this is the second wall, for what
 * two senders do at the same moment and what a door overlooked. {@code ConstraintsTest} walks the catalogue: a new
 * constraint of a kind that a sender can hit must find its words here.
 */
public final class Constraints {

    private static final Map<String, String> SENTENCES = Map.ofEntries(
            entry("shipment_declaration_dispatch_uq", "This waybill has been dispatched already."),
            entry("shipment_dispatch_cleared_ck", "No clearance permits this dispatch."),
            entry("shipment_dispatch_unexpired_ck", "The clearance of this dispatch has expired."),
            entry("shipment_dispatch_predates_gate_ck", "This dispatch does not predate the programme's gate."),
            entry("shipment_dispatch_consignor_ck", "Only the consignor declares a dispatch."),
            entry("shipment_dispatch_cancelled_ck", "This waybill was cancelled."),
            entry(
                    "shipment_declaration_corrects_ck",
                    "A declaration is corrected by who made it, and by one of its kind."),
            entry("shipment_line_closed_ck", "This waybill has left; no line can be added."),
            entry("shipment_declaration_two_parties_ck", "One party may not tell both ends of a leg."),
            entry("shipment_declaration_supersedes_uq", "This declaration has been superseded already."),
            entry("shipment_distribution_plan_supersedes_uq", "This plan has been superseded already."),
            entry("shipment_stock_count_supersedes_uq", "This count has been superseded already."),
            entry("access_decision_provider_ck", "This person's roles come from the provider, and are changed there."),
            entry("gate_override_decision_pk", "This request has been decided already."),
            entry("gate_override_decision_two_ck", "Somebody of another organisation must decide this."),
            entry("gate_override_decision_void_ck", "Nobody decided this within 7 days, so it is void. Ask again."),
            entry("gate_override_decision_quarter_ck", "This programme has had its overrides for this quarter."),
            entry("monitoring_attestation_supersedes_uq", "This attestation has been superseded already."),
            entry("monitoring_incident_supersedes_uq", "This incident has been superseded already."),
            entry("monitoring_accreditation_sooner_ck", "An accreditation can only end sooner."),
            entry("monitoring_commitment_made_ck", "This commitment is made already."),
            entry(
                    "monitoring_commitment_step_order_ck",
                    "This step does not follow from where the commitment stands now."),
            entry("monitoring_commitment_step_ordinal_uq", "Somebody else took a step at the same moment."),
            entry("monitoring_commitment_step_party_ck", "This step is another organisation's."),
            entry("monitoring_commitment_step_accredited_ck", "An accreditation does not hold for the whole window."),
            entry("monitoring_visit_change_ordinal_uq", "Somebody else re-assigned this visit at the same moment."),
            entry("monitoring_visit_outcome_ordinal_uq", "Somebody else told of this visit at the same moment."),
            entry("feedback_complaint_supersedes_uq", "This complaint has been superseded already."),
            entry("feedback_pdm_round_supersedes_uq", "This round has been superseded already."),
            entry("feedback_market_sighting_supersedes_uq", "This sighting has been superseded already."),
            entry(
                    "feedback_market_sighting_evidence_fk",
                    "Your organisation has not stored this picture. Send it first: PUT /api/evidence/{sha256}."),
            entry("feedback_log_alarm_supersedes_uq", "This alarm has been superseded already."),
            entry("feedback_log_alarm_party_ck", "An alarm is settled by who raised it."),
            entry("access_account_name_uq", "There is an account of this name already."),
            entry("access_account_login_uq", "There is an account of this login already."),
            entry("access_device_label_uq", "There is a device of this label already."),
            entry("access_decision_pk", "This request is decided already."),
            entry("monitoring_draw_chain_cid_uq", "There is another chain of this name."),
            entry("monitoring_draw_reveal_once_uq", "This custodian has revealed already."),
            entry("monitoring_draw_reveal_time_ck", "This is not the time to reveal."),
            entry("monitoring_draw_reveal_preimage_ck", "This value does not lead to what is known of its chain."),
            entry("monitoring_draw_custodians_ck", "A draw has at least two custodians."),
            entry("monitoring_draw_custodian_other_ck", "Who draws is not a custodian of the draw."),
            entry("monitoring_draw_extension_time_ck", "This is not the time to extend the draw."));

    private static final Map<String, Code> CODES = Map.ofEntries(
            entry("shipment_declaration_dispatch_uq", Code.ALREADY_DISPATCHED),
            entry("shipment_dispatch_cleared_ck", Code.NO_CLEARANCE),
            entry("shipment_dispatch_unexpired_ck", Code.CLEARANCE_EXPIRED),
            entry("shipment_dispatch_predates_gate_ck", Code.GATE_IN_FORCE),
            entry("shipment_dispatch_consignor_ck", Code.NOT_ALLOWED),
            entry("shipment_dispatch_cancelled_ck", Code.WRONG_STATE),
            entry("shipment_declaration_corrects_ck", Code.UNKNOWN_REFERENCE),
            entry("shipment_line_closed_ck", Code.WAYBILL_CLOSED),
            entry("shipment_declaration_two_parties_ck", Code.SAME_PARTY_BOTH_ENDS),
            entry("shipment_declaration_supersedes_uq", Code.ALREADY_SUPERSEDED),
            entry("shipment_distribution_plan_supersedes_uq", Code.ALREADY_SUPERSEDED),
            entry("shipment_stock_count_supersedes_uq", Code.ALREADY_SUPERSEDED),
            entry("access_decision_provider_ck", Code.WRONG_STATE),
            entry("gate_override_decision_pk", Code.WRONG_STATE),
            entry("gate_override_decision_two_ck", Code.OWN_WORK),
            entry("gate_override_decision_void_ck", Code.WRONG_STATE),
            entry("gate_override_decision_quarter_ck", Code.WRONG_STATE),
            entry("monitoring_attestation_supersedes_uq", Code.ALREADY_SUPERSEDED),
            entry("monitoring_incident_supersedes_uq", Code.ALREADY_SUPERSEDED),
            entry("monitoring_accreditation_sooner_ck", Code.WRONG_STATE),
            entry("monitoring_commitment_made_ck", Code.WRONG_STATE),
            entry("monitoring_commitment_step_order_ck", Code.WRONG_STATE),
            entry("monitoring_commitment_step_ordinal_uq", Code.WRONG_STATE),
            entry("monitoring_commitment_step_party_ck", Code.NOT_ALLOWED),
            entry("monitoring_commitment_step_accredited_ck", Code.ACCREDITATION_LAPSED),
            entry("monitoring_visit_change_ordinal_uq", Code.WRONG_STATE),
            entry("monitoring_visit_outcome_ordinal_uq", Code.WRONG_STATE),
            entry("feedback_complaint_supersedes_uq", Code.ALREADY_SUPERSEDED),
            entry("feedback_pdm_round_supersedes_uq", Code.ALREADY_SUPERSEDED),
            entry("feedback_market_sighting_supersedes_uq", Code.ALREADY_SUPERSEDED),
            entry("feedback_log_alarm_supersedes_uq", Code.ALREADY_SUPERSEDED),
            entry("feedback_log_alarm_party_ck", Code.NOT_ALLOWED),
            entry("access_decision_pk", Code.WRONG_STATE),
            entry("monitoring_draw_reveal_once_uq", Code.WRONG_STATE),
            entry("monitoring_draw_reveal_time_ck", Code.DEADLINE_PASSED),
            entry("monitoring_draw_reveal_preimage_ck", Code.WRONG_PREIMAGE),
            entry("monitoring_draw_custodian_other_ck", Code.CUSTODIAN_NOT_INDEPENDENT),
            entry("monitoring_draw_extension_time_ck", Code.WRONG_STATE));

    private Constraints() {}

    /** The refusal behind a failed write, or null where no constraint of ours stands behind it. */
    public static @Nullable Refused refusalOf(Throwable thrown) {
        String name = nameIn(thrown);
        return name == null ? null : refusalFor(name);
    }

    static @Nullable Refused refusalFor(String name) {
        Code code = CODES.getOrDefault(name, byKind(name));
        return code == null ? null : Refused.because(code, SENTENCES.getOrDefault(name, sentence(name, code)));
    }

    private static @Nullable Code byKind(String name) {
        if (name.endsWith("_pk")) {
            return Code.EXISTS_WITH_DIFFERENT_CONTENT;
        }
        if (name.endsWith("_uq")) {
            return Code.NUMBER_TAKEN;
        }
        if (name.endsWith("_fk")) {
            return Code.UNKNOWN_REFERENCE;
        }
        return name.endsWith("_ck") ? Code.OUT_OF_RANGE : null;
    }

    private static String sentence(String name, Code code) {
        String subject = name.replaceFirst("_(pk|uq|fk|ck)$", "").replace('_', ' ');
        return switch (code) {
            case EXISTS_WITH_DIFFERENT_CONTENT -> "This id is taken (" + subject + ").";
            case NUMBER_TAKEN -> "This is taken (" + subject + ").";
            case UNKNOWN_REFERENCE -> "This names something that does not exist (" + subject + ").";
            default -> "This is out of range (" + subject + ").";
        };
    }

    private static @Nullable String nameIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql) {
                ServerErrorMessage message = sql.getServerErrorMessage();
                if (message != null && message.getConstraint() != null) {
                    return message.getConstraint();
                }
            }
            if (cause instanceof ConstraintViolationException hibernate && hibernate.getConstraintName() != null) {
                return hibernate.getConstraintName();
            }
        }
        return null;
    }
}
