package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What this room asks of sites and of where waybills lead: through its views, many at once. */
@ApplicationScoped
class Places {

    private static final String KNOWN = """
            select id
              from monitoring_site
             where id = any (:ids)""";

    private static final String AUTHORITIES = """
            select distinct authority_id
              from monitoring_site
             where id = any (:ids)
               and authority_id is not null""";

    private static final String PARTIES = """
            select distinct organisation_id
              from monitoring_place_party
             where programme_id = :programme
               and (site_id = :site
                    or cast(:site as uuid) is null and starts_with(pcode, :pcode))""";

    private static final String LEADS = """
            select programme_id
              from monitoring_programme_waybill
             where waybill_id = :waybill""";

    private final StatelessSession session;

    Places(StatelessSession session) {
        this.session = session;
    }

    /** Refuses with the place in the list of the first site that nobody entered. */
    @Transactional
    void requireSites(String field, List<UUID> ids) {
        Set<UUID> known = new HashSet<>(session.createNativeQuery(KNOWN, UUID.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList());
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                throw Refused.at(field + "/" + i, Code.UNKNOWN_REFERENCE, "There is no such site.");
            }
        }
    }

    @Transactional
    void requireSite(@Nullable UUID id) {
        if (id != null
                && session.createNativeQuery(KNOWN, UUID.class)
                        .setParameter("ids", new UUID[] {id})
                        .getResultList()
                        .isEmpty()) {
            throw Refused.at("/site", Code.UNKNOWN_REFERENCE, "There is no such site.");
        }
    }

    /** Who is in control at any of these sites. */
    @Transactional
    List<UUID> authorities(Collection<UUID> sites) {
        return session.createNativeQuery(AUTHORITIES, UUID.class)
                .setParameter("ids", sites.toArray(UUID[]::new))
                .getResultList();
    }

    /** Everybody with a stake in what a programme sends to a site; without one, to an area. */
    @Transactional
    List<UUID> parties(UUID programme, @Nullable UUID site, @Nullable String pcode) {
        return session.createNativeQuery(PARTIES, UUID.class)
                .setParameter("programme", programme)
                .setParameter("site", site, UUID.class)
                .setParameter("pcode", pcode, String.class)
                .getResultList();
    }

    /** Refuses where this is no waybill of the programme. */
    @Transactional
    void requireWaybill(@Nullable UUID waybill, UUID programme) {
        if (waybill == null) {
            return;
        }
        UUID found = session.createNativeQuery(LEADS, UUID.class)
                .setParameter("waybill", waybill)
                .getSingleResultOrNull();
        if (!programme.equals(found)) {
            throw Refused.at("/waybill", Code.UNKNOWN_REFERENCE, "There is no such waybill in this programme.");
        }
    }
}
