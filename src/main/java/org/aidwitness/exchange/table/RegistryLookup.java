package org.aidwitness.exchange.table;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.aidwitness.exchange.table.Mapping.Create;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.Commodities;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.registry.Sites;
import org.aidwitness.shipment.Consignments;
import org.jspecify.annotations.Nullable;

/** Turns the codes of a table into ids, entering what is missing where the mapping allows it. */
@ApplicationScoped
class RegistryLookup {

    /**
     * Stands for the id while an entry is only checked. A refusal out of a transactional door would undo the whole run, so
     * entries are checked before the door is asked.
     */
    private static final UUID NOBODY = new UUID(0, 0);

    private final Organisations organisations;
    private final Sites sites;
    private final Commodities commodities;
    private final Consignments consignments;

    RegistryLookup(Organisations organisations, Sites sites, Commodities commodities, Consignments consignments) {
        this.organisations = organisations;
        this.sites = sites;
        this.commodities = commodities;
        this.consignments = consignments;
    }

    Known forRun(Actor actor, UUID run, UUID programme, Set<Create> create) {
        return new Known(actor, run, programme, create);
    }

    /** A code the registry does not know, and that the mapping may not enter. */
    static final class Unknown extends Exception {

        private static final long serialVersionUID = 1;

        private final transient @Nullable String column;

        Unknown(@Nullable String column, String detail) {
            super(detail);
            this.column = column;
        }

        @Nullable String column() {
            return column;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    private record LegKey(String consignment, int ordinal, UUID from, UUID to) {}

    /** What one run knows already. Lives as long as the run's transaction. */
    final class Known {

        private final Actor actor;
        private final UUID run;
        private final UUID programme;
        private final Set<Create> create;
        private final Map<String, UUID> organisationIds = new Recent<>(Bounds.MOST_REMEMBERED);
        private final Map<String, UUID> siteIds = new Recent<>(Bounds.MOST_REMEMBERED);
        private final Map<String, UUID> commodityIds = new Recent<>(Bounds.MOST_REMEMBERED);
        private final Map<LegKey, UUID> legIds = new Recent<>(Bounds.MOST_REMEMBERED);

        private Known(Actor actor, UUID run, UUID programme, Set<Create> create) {
            this.actor = actor;
            this.run = run;
            this.programme = programme;
            this.create = create;
        }

        UUID organisation(Draft.Party party) throws Unknown {
            UUID known = organisationIds.get(party.code());
            if (known != null) {
                return known;
            }
            UUID id = found(
                    Create.ORGANISATIONS,
                    () -> organisations
                            .byCode(party.code())
                            .map(OrganisationEntry::id)
                            .orElse(null),
                    () -> {
                        new OrganisationEntry(NOBODY, party.code(), party.name(), party.kind());
                        return organisations.ensure(actor, run, party.code(), party.name(), party.kind());
                    },
                    party.column(),
                    "organisation \"" + Texts.excerpt(party.code()) + "\"");
            organisationIds.put(party.code(), id);
            return id;
        }

        @Nullable UUID organisationOrNull(Draft.@Nullable Party party) throws Unknown {
            return party == null ? null : organisation(party);
        }

        UUID site(Draft.Place place) throws Unknown {
            UUID known = siteIds.get(place.code());
            if (known != null) {
                return known;
            }
            UUID id = found(
                    Create.SITES,
                    () -> sites.byCode(place.code()).map(SiteEntry::id).orElse(null),
                    () -> {
                        checkSite(place);
                        return sites.ensure(actor, run, place.code(), place.name(), place.kind(), place.country());
                    },
                    place.column(),
                    "site \"" + Texts.excerpt(place.code()) + "\"");
            siteIds.put(place.code(), id);
            return id;
        }

        UUID commodity(Draft.Goods goods) throws Unknown {
            UUID known = commodityIds.get(goods.code());
            if (known != null) {
                return known;
            }
            UUID id = found(
                    Create.COMMODITIES,
                    () -> commodities
                            .byCode(goods.code())
                            .map(CommodityEntry::id)
                            .orElse(null),
                    () -> {
                        new CommodityEntry(NOBODY, goods.code(), goods.name(), goods.goodsClass(), null, null);
                        return commodities.ensure(actor, run, goods.code(), goods.name(), goods.goodsClass());
                    },
                    goods.column(),
                    "commodity \"" + Texts.excerpt(goods.code()) + "\"");
            commodityIds.put(goods.code(), id);
            return id;
        }

        UUID leg(Draft.Route route) throws Unknown {
            LegKey key = new LegKey(route.consignment(), route.leg(), site(route.from()), site(route.to()));
            UUID known = legIds.get(key);
            if (known != null) {
                return known;
            }
            if (key.from().equals(key.to())) {
                throw new Unknown(route.to().column(), "A leg leads from one site to another.");
            }
            if (route.consignment().length() > 100) {
                throw new Unknown(null, "A consignment's code has at most 100 characters.");
            }
            UUID id = consignments.ensureLeg(
                    actor, run, programme, route.consignment(), route.leg(), key.from(), key.to(), route.last());
            legIds.put(key, id);
            return id;
        }

        private static void checkSite(Draft.Place place) {
            new SiteEntry(
                    NOBODY,
                    place.code(),
                    place.name(),
                    place.kind(),
                    place.country(),
                    null,
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    List.of());
        }

        private UUID found(
                Create kind,
                Supplier<@Nullable UUID> byCode,
                Supplier<UUID> ensure,
                @Nullable String column,
                String what)
                throws Unknown {
            if (create.contains(kind)) {
                try {
                    return ensure.get();
                } catch (Refused refused) {
                    throw new Unknown(column, refused.refusals().get(0).detail());
                }
            }
            UUID id = byCode.get();
            if (id == null) {
                throw new Unknown(column, "There is no " + what + ".");
            }
            return id;
        }
    }
}
