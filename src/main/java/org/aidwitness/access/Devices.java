package org.aidwitness.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The telephones and computers that an organisation gave to its people. A device is never erased: it is revoked. */
@ApplicationScoped
public class Devices {

    private static final String ENROL = """
            insert into access_device (id, organisation_id, account_id, label, enrolled_by, enrolled_at)
            values (:id, :organisation, :account, :label, :by, :now)""";

    private static final String REVOKE = """
            update access_device
               set revoked_at = :now,
                   revoked_reason = :reason
             where id = :id
               and revoked_at is null
               and (:anywhere or organisation_id = :organisation)
         returning label""";

    private static final String LIST = """
            select d.id,
                   d.organisation_id,
                   d.account_id,
                   a.name,
                   d.label,
                   d.enrolled_by,
                   d.enrolled_at,
                   d.revoked_at,
                   d.revoked_reason
              from access_device d
              join access_account a on a.id = d.account_id
             where :anywhere or d.organisation_id = :organisation
             order by d.revoked_at is not null, d.enrolled_at desc, d.id
             limit 500""";

    /** A device and who holds it. */
    public record Device(
            UUID id,
            UUID organisation,
            UUID account,
            String holder,
            String label,
            String enrolledBy,
            Instant enrolledAt,
            @Nullable Instant revokedAt,
            @Nullable String revokedReason) {}

    private final StatelessSession session;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;

    Devices(StatelessSession session, Accounts accounts, Audit audit, Clock clock) {
        this.session = session;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Notes that a person holds this device.
     *
     * @param label what statements carry as their device: 1 to 100 characters, unique in the organisation
     */
    @Transactional
    public UUID enrol(Actor actor, UUID account, String label) {
        Access.require(actor, Verb.KEEP_DEVICES);
        Accounts.Account holder = accounts.get(actor, account);
        if (label.isBlank() || label.length() > 100) {
            throw Refused.at("/label", Code.OUT_OF_RANGE, "A label has 1 to 100 characters.");
        }
        Instant now = clock.instant();
        UUID id = Ids.fresh(now);
        session.createNativeMutationQuery(ENROL)
                .setParameter("id", id)
                .setParameter("organisation", holder.organisation())
                .setParameter("account", account)
                .setParameter("label", label)
                .setParameter("by", actor.name())
                .setParameter("now", now)
                .executeUpdate();
        audit.record(actor, Act.DEVICE_ENROLLED, label + " for " + holder.name(), "");
        return id;
    }

    /** From now on nothing from this device is trusted. Refuses with NOT_FOUND. */
    @Transactional
    public void revoke(Actor actor, UUID id, String reason) {
        Access.require(actor, Verb.KEEP_DEVICES);
        Names.requireReason(reason);
        @Nullable String label = session.createNativeQuery(REVOKE, String.class)
                .setParameter("id", id)
                .setParameter("reason", reason)
                .setParameter("now", clock.instant())
                .setParameter("anywhere", anywhere(actor))
                .setParameter("organisation", actor.organisation())
                .getSingleResultOrNull();
        if (label == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such device, or it is revoked already.");
        }
        audit.record(actor, Act.DEVICE_REVOKED, label, reason);
    }

    /** The organisation's devices, or everybody's for those who keep all; revoked ones last. */
    @Transactional
    public List<Device> list(Actor actor) {
        Access.require(actor, Verb.KEEP_DEVICES);
        return session.createNativeQuery(LIST, Device.class)
                .setParameter("anywhere", anywhere(actor))
                .setParameter("organisation", actor.organisation())
                .getResultList();
    }

    private static boolean anywhere(Actor actor) {
        return AccessTable.of(Verb.KEEP_DEVICES, actor.roles()) == Reach.ANY;
    }
}
