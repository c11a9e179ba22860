package org.aidwitness.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door to sites and the terms on which monitors may reach them. */
@ApplicationScoped
public class Sites {

    private static final String ENTERED = "registry.site";
    private static final String TERMS = "registry.access_terms";

    private static final String HAS_STAKE = """
            select registry_has_stake(cast(:organisation as uuid), cast(:site as uuid), cast(:pcode as text))""";

    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;

    Sites(Journal journal, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.clock = clock;
        this.session = session;
    }

    @Transactional
    public Receipt enter(Actor actor, SiteEntry entry) {
        Access.require(actor, Verb.KEEP_SITES);
        return put(actor, entry, null);
    }

    /** The site of this code, entered without a point if there is none: for imports that may do so. */
    @Transactional
    public UUID ensure(
            Actor actor,
            @Nullable UUID importRun,
            String code,
            String name,
            SiteEntry.Kind kind,
            @Nullable String country) {
        Optional<SiteEntry> known = byCode(code);
        if (known.isPresent()) {
            return known.get().id();
        }
        UUID id = Ids.fresh(clock.instant());
        put(
                actor,
                new SiteEntry(id, code, name, kind, country, null, country, null, null, 0, null, null, List.of()),
                importRun);
        return id;
    }

    private Receipt put(Actor actor, SiteEntry entry, @Nullable UUID importRun) {
        Site known = Site.<Site>find("id = ?1 or code = ?2", entry.id(), entry.code())
                .firstResult();
        if (known != null && Entered.already(known.entry(), entry)) {
            return Entered.again(ENTERED, entry.id(), entry, known.createdAt);
        }
        new Site(entry, importRun, clock.instant()).persistAndFlush();
        return Entered.receipt(journal, actor, clock, ENTERED, entry.id(), null, entry);
    }

    /** Enters terms of access. Earlier terms stay; the newest that holds on a day decides. */
    @Transactional
    public Receipt setAccess(Actor actor, AccessTermsEntry entry) {
        Access.require(actor, Verb.KEEP_ACCESS_TERMS);
        AccessTerms known = AccessTerms.findById(entry.id());
        if (known != null && Entered.already(known.entry(), entry)) {
            return Entered.again(TERMS, entry.id(), entry, known.enteredAt);
        }
        if (entry.level() != AccessTermsEntry.Level.DENIED) {
            requireNoStake(actor, entry.site(), entry.pcode());
        }
        new AccessTerms(entry, clock.instant()).persistAndFlush();
        return Entered.receipt(journal, actor, clock, TERMS, entry.id(), null, entry);
    }

    /** Says that terms held until this day and no longer. */
    @Transactional
    public Receipt endAccess(Actor actor, UUID id, LocalDate lastDay) {
        Access.require(actor, Verb.KEEP_ACCESS_TERMS);
        AccessTerms terms = AccessTerms.findById(id);
        if (terms == null) {
            throw Refused.because(Code.NOT_FOUND, "There are no such access terms.");
        }
        if (terms.validTo != null && !terms.validTo.equals(lastDay)) {
            throw Refused.because(Code.WRONG_STATE, "These terms ended on " + terms.validTo + ".");
        }
        if (lastDay.isBefore(terms.validFrom)) {
            throw Refused.at("/lastDay", Code.DATES_REVERSED, "These terms began on " + terms.validFrom + ".");
        }
        if (terms.level == AccessTermsEntry.Level.DENIED) {
            requireNoStake(actor, terms.siteId, terms.pcode);
        }
        terms.validTo = lastDay;
        return Entered.receipt(journal, actor, clock, "registry.access_terms_ended", id, null, terms.entry());
    }

    /** Whoever has goods going to a place, or controls it, may say that it is closed; that it is open is said by others. */
    private void requireNoStake(Actor actor, @Nullable UUID site, @Nullable String pcode) {
        boolean stake = session.createNativeQuery(HAS_STAKE, Boolean.class)
                .setParameter("organisation", actor.organisation(), UUID.class)
                .setParameter("site", site, UUID.class)
                .setParameter("pcode", pcode, String.class)
                .getSingleResult();
        if (stake) {
            throw Refused.because(
                    Code.OWN_WORK, "Your organisation has a stake in this place: somebody else has to say it is open.");
        }
    }

    /** The terms that hold at a site on a day: its own, else those of the smallest area around it; null: none known. */
    @Transactional
    public @Nullable AccessTermsEntry accessOn(UUID site, LocalDate day) {
        SiteEntry place = get(site);
        // As starts_with in SQL: a code is a text, and no pattern.
        List<AccessTerms> candidates = AccessTerms.list(
                "(siteId = ?1 or left(cast(?2 as string), length(pcode)) = pcode)"
                        + " and validFrom <= ?3 and (validTo is null or validTo >= ?3)",
                site,
                place.pcode(),
                day);
        return candidates.stream()
                .max(Comparator.comparing((AccessTerms terms) -> terms.siteId != null)
                        .thenComparing(terms -> terms.pcode == null ? 0 : terms.pcode.length())
                        .thenComparing(terms -> terms.enteredAt)
                        .thenComparing(terms -> terms.id))
                .map(AccessTerms::entry)
                .orElse(null);
    }

    @Transactional
    public Optional<SiteEntry> byCode(String code) {
        return Site.<Site>find("code", code).firstResultOptional().map(Site::entry);
    }

    /** Refuses with NOT_FOUND. */
    @Transactional
    public SiteEntry get(UUID id) {
        return Site.<Site>findByIdOptional(id)
                .map(Site::entry)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such site."));
    }

    /** In the order of their codes, after {@code after}. */
    @Transactional
    public List<SiteEntry> list(String after, int limit) {
        return Site.<Site>find("code > ?1 order by code", after).page(0, limit).stream()
                .map(Site::entry)
                .toList();
    }
}
