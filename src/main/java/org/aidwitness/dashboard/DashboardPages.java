package org.aidwitness.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.dashboard.AccessTable.Held;
import org.aidwitness.dashboard.AccessTable.Hold;
import org.aidwitness.dashboard.AccessTable.Term;
import org.aidwitness.dashboard.Balance.Portion;
import org.aidwitness.dashboard.Deliveries.Gap;
import org.aidwitness.dashboard.Deliveries.Total;
import org.aidwitness.explanation.Explanation;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.verification.rule.Rule;
import org.aidwitness.verification.rule.RuleBook;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Figures;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The public pages. No sign-in, no script; every filter stands in the address, so every view can be passed on. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class DashboardPages {

    private static final int ROWS = 50;
    private static final int LARGEST = 8;
    private static final int WIDE = 600;
    private static final int NARROW = 340;

    private static final List<String> RULES =
            RuleBook.rules().stream().map(Rule::id).toList();

    /** Those that look at more than one delivery. */
    /** A list that can be downloaded; room exchange writes the files. */
    record Export(String name, String row, boolean ofProgramme) {}

    private static final List<Export> EXPORTS = List.of(
            new Export("deliveries", "One waybill: where its goods are, and who has seen them", true),
            new Export("waybills", "One waybill as it was registered", true),
            new Export("lines", "One kind of goods on a waybill", true),
            new Export("declarations", "One statement of a party with a stake", true),
            new Export("attestations", "One statement of a monitor", true),
            new Export("clearances", "One decision of the gate", true),
            new Export("flags", "One flag that a rule raised", true),
            new Export("held", "One waybill that waits", true),
            new Export("access", "One access term", false),
            new Export("organisations", "One organisation", false),
            new Export("sites", "One site", false),
            new Export("commodities", "One commodity", false));

    /** One programme on the front page. */
    record Line(ProgrammeEntry programme, Balance balance, BalanceBar bar, String finding, String inWords) {}

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ProgrammeList(Frame frame, List<Line> lines, Instant asOf) implements TemplateInstance {}

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Overview(
            Frame frame,
            ProgrammeEntry programme,
            Policy policy,
            String finding,
            String inWords,
            Balance balance,
            BalanceBar bar,
            MonthsChart chart,
            Drawing wide,
            Drawing narrow,
            String chartLabel,
            List<Hold> holds,
            List<Term> terms,
            List<Gap> gaps,
            String disputedList)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record DeliveryList(
            Frame frame,
            ProgrammeEntry programme,
            DeliveryQuery query,
            Listing<DeliveryRow> page,
            Total total,
            @Nullable Portion portion,
            List<String> areas,
            List<String> states,
            List<String> rules,
            boolean first,
            Instant asOf)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record UnverifiedList(
            Frame frame,
            ProgrammeEntry programme,
            Policy policy,
            DeliveryQuery query,
            List<Gap> rows,
            @Nullable String next,
            Portion portion,
            Portion disputed,
            boolean first,
            Instant asOf)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Access(
            Frame frame, ProgrammeEntry programme, List<Hold> holds, List<Held> held, List<Term> terms, Instant asOf)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record EvidencePage(
            Frame frame,
            ProgrammeEntry programme,
            Evidence evidence,
            DeliveryRow delivery,
            Account account,
            Why why,
            Counts counts,
            List<Moment> moments,
            Instant asOf)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ClearancePage(Frame frame, ProgrammeEntry programme, Clearances.Whole whole) implements TemplateInstance {}

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Methods(Frame frame, Policy policy, List<RuleBook.Entry> rules, List<RuleBook.Entry> wide)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Data(Frame frame, List<Export> lists, List<ProgrammeEntry> programmes) implements TemplateInstance {}

    private final Programmes programmes;
    private final Policies policies;
    private final Balances balances;
    private final Deliveries deliveries;
    private final AccessTable access;
    private final Clearances clearances;
    private final EvidenceFile evidenceFile;
    private final Messages say;
    private final Explanation explanation;
    private final Clock clock;

    DashboardPages(
            Programmes programmes,
            Policies policies,
            Balances balances,
            Deliveries deliveries,
            AccessTable access,
            Clearances clearances,
            EvidenceFile evidenceFile,
            Messages say,
            Explanation explanation,
            Clock clock) {
        this.programmes = programmes;
        this.policies = policies;
        this.balances = balances;
        this.deliveries = deliveries;
        this.access = access;
        this.clearances = clearances;
        this.evidenceFile = evidenceFile;
        this.say = say;
        this.explanation = explanation;
        this.clock = clock;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(hidden = true)
    public TemplateInstance programmes() {
        List<Line> lines = programmes.list().stream().map(this::line).toList();
        return new ProgrammeList(new Frame("Programmes", Place.PROGRAMMES, null), lines, clock.instant());
    }

    private Line line(ProgrammeEntry programme) {
        Balance balance = balances.of(programme);
        Headline headline = new Headline(say);
        return new Line(programme, balance, BalanceBar.of(balance), headline.of(balance), headline.inWords(balance));
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("p/{programme}")
    @Operation(hidden = true)
    public TemplateInstance overview(@RestPath String programme) {
        ProgrammeEntry entry = programme(programme);
        Balances.Figures figures = balances.figures(entry);
        Balance balance = figures.balance();
        MonthsChart chart = MonthsChart.of(figures.months());
        Headline headline = new Headline(say);
        List<Hold> holds = AccessTable.byPlace(access.held(entry.id()));
        return new Overview(
                frame(entry.name(), Place.OVERVIEW, entry),
                entry,
                policies.current(entry.id(), null),
                headline.of(balance),
                headline.inWords(balance),
                balance,
                BalanceBar.of(balance),
                chart,
                chart.drawn(WIDE),
                chart.drawn(NARROW),
                say.chartSummary(
                        chart.step().toLowerCase(Locale.ROOT),
                        Figures.tons(balance.deliveredKg()),
                        Figures.tons(balance.verifiedKg())),
                holds,
                AccessTable.besides(holds, access.terms(entry.id())),
                deliveries.largestGaps(entry.id(), LARGEST),
                balance.of(Part.DISPUTED).list());
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("p/{programme}/deliveries")
    @Operation(hidden = true)
    public Object deliveries(
            @RestPath String programme, @BeanParam Parameters parameters, @RestQuery @Nullable String after) {
        ProgrammeEntry entry = programme(programme);
        DeliveryQuery query = DeliveryQuery.parse(entry.code(), parameters);
        String number = query.place();
        if (number != null) {
            // Whoever types a waybill's whole number wants that delivery and no list.
            UUID found = deliveries.numbered(entry.id(), number).orElse(null);
            if (found != null) {
                return Response.seeOther(URI.create("/d/" + found)).build();
            }
        }
        Part part = query.part();
        Portion portion = part == null ? null : balances.of(entry).of(part);
        return new DeliveryList(
                frame("Deliveries, " + entry.name(), Place.DELIVERIES, entry),
                entry,
                query,
                deliveries.list(query, Cursor.parse(after), ROWS),
                deliveries.total(query),
                portion,
                deliveries.areas(entry.id()),
                DeliveryQuery.STATES,
                RULES,
                after == null,
                clock.instant());
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("p/{programme}/unverified")
    @Operation(hidden = true)
    public TemplateInstance unverified(
            @RestPath String programme, @BeanParam Parameters parameters, @RestQuery @Nullable String after) {
        ProgrammeEntry entry = programme(programme);
        DeliveryQuery query = DeliveryQuery.parse(entry.code(), parameters).of(Part.UNVERIFIED);
        Listing<DeliveryRow> page = deliveries.list(query, Cursor.parse(after), ROWS);
        Balance balance = balances.of(entry);
        return new UnverifiedList(
                frame("Unverified, " + entry.name(), Place.UNVERIFIED, entry),
                entry,
                policies.current(entry.id(), null),
                query,
                deliveries.gaps(page.items()),
                page.next(),
                balance.of(Part.UNVERIFIED),
                balance.of(Part.DISPUTED),
                after == null,
                balance.asOf());
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("p/{programme}/access")
    @Operation(hidden = true)
    public TemplateInstance access(@RestPath String programme) {
        ProgrammeEntry entry = programme(programme);
        List<Held> held = access.held(entry.id());
        List<Hold> holds = AccessTable.byPlace(held);
        return new Access(
                frame("Access, " + entry.name(), Place.ACCESS, entry),
                entry,
                holds,
                held,
                AccessTable.besides(holds, access.terms(entry.id())),
                clock.instant());
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("d/{id}")
    @Operation(hidden = true)
    public TemplateInstance evidence(@RestPath UUID id) {
        Evidence evidence =
                evidenceFile.of(id).orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such delivery."));
        ProgrammeEntry entry = programmes.get(evidence.waybill().programmeId());
        List<Moment> moments = Moment.of(evidence, say);
        Why why = Why.of(evidence, moments, explanation, say);
        return new EvidencePage(
                frame(evidence.waybill().number(), Place.DELIVERIES, entry),
                entry,
                evidence,
                evidence.delivery(),
                Account.of(evidence, why, say),
                why,
                Counts.of(evidence, say),
                moments,
                clock.instant());
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("c/{id}")
    @Operation(hidden = true)
    public TemplateInstance clearance(@RestPath UUID id) {
        Clearances.Whole whole = clearances.get(id);
        ProgrammeEntry entry = programme(whole.clearance().programme());
        return new ClearancePage(frame("Clearance, " + whole.clearance().number(), Place.ACCESS, entry), entry, whole);
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("methods")
    @Operation(hidden = true)
    public TemplateInstance methods() {
        List<RuleBook.Entry> rules = RuleBook.entries();
        return new Methods(
                new Frame("Methods", Place.METHODS, null),
                Policy.DEFAULTS,
                rules,
                rules.stream()
                        .filter(rule -> RuleBook.asksOfProgrammes(rule.id()))
                        .toList());
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("data")
    @Operation(hidden = true)
    public TemplateInstance data() {
        return new Data(new Frame("Data", Place.DATA, null), EXPORTS, programmes.list());
    }

    private ProgrammeEntry programme(String code) {
        return programmes
                .byCode(code)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no programme of this name."));
    }

    private static Frame frame(String title, Place here, ProgrammeEntry programme) {
        return new Frame(
                title, here, new Frame.Programme(programme.code(), programme.name(), programme.demonstration()));
    }
}
