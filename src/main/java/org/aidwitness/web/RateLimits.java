package org.aidwitness.web;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often a sender may ask, by the kind of request. Counted before anything is read or looked up; time is the
 * machine's uptime, because no clock that can be set may lift or lengthen a limit.
 */
@ApplicationScoped
class RateLimits {

    /** After {@link BodyLimits} has refused what is too large, before anything is read. */
    private static final int EARLY = 900;

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** What is limited, each on its own. */
    enum Kind {
        SIGN_INS,
        EXPORTS,
        STATEMENTS,
        READS;

        static Kind of(HttpMethod method, String path) {
            if (Stream.of("/sign-in", "/invitation/").anyMatch(path::startsWith)) {
                return SIGN_INS;
            }
            if (isWholeList(path)) {
                return EXPORTS;
            }
            return SAFE.contains(method) ? READS : STATEMENTS;
        }
    }

    private final Senders senders;
    private final MeterRegistry meters;
    private final Map<Kind, Allowances> allowances;

    RateLimits(LimitSettings settings, Senders senders, MeterRegistry meters) {
        this.senders = senders;
        this.meters = meters;
        this.allowances = Stream.of(Kind.values()).collect(Collectors.toMap(Function.identity(), kind -> switch (kind) {
            case SIGN_INS ->
                allowances(
                        settings.signIns().burst(),
                        settings.signIns().refill(),
                        settings.signIns().every());
            case EXPORTS ->
                allowances(
                        settings.exports().burst(),
                        settings.exports().refill(),
                        settings.exports().every());
            case STATEMENTS ->
                allowances(
                        settings.statements().burst(),
                        settings.statements().refill(),
                        settings.statements().every());
            case READS ->
                allowances(
                        settings.reads().burst(),
                        settings.reads().refill(),
                        settings.reads().every());
        }));
    }

    private static Allowances allowances(long burst, long refill, Duration every) {
        return new Allowances(burst, refill, every, TimeMeter.SYSTEM_NANOTIME);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    /** A list that is read from the database from its first row to its last. */
    static boolean isWholeList(String path) {
        return path.startsWith("/api/export/")
                || path.equals("/api/audit.csv")
                || path.endsWith("/people.csv")
                || path.startsWith("/api/imports/") && (path.endsWith(".csv") || path.endsWith(".xlsx"));
    }

    private void check(RoutingContext context) {
        Kind kind = Kind.of(context.request().method(), context.normalizedPath());
        // Who is signing in has no token yet, or one that says nothing about the account they try.
        String sender = kind == Kind.SIGN_INS ? Senders.address(context) : senders.of(context);
        Allowances limit = allowances.get(kind);
        Optional<Duration> wait = limit == null ? Optional.empty() : limit.take(sender);
        if (wait.isEmpty()) {
            context.next();
            return;
        }
        meters.counter("aidwitness.limits.refused", "limit", kind.name()).increment();
        EarlyAnswers.refuse(
                context,
                429,
                "Too Many Requests",
                new Problem.Reason("TOO_MANY_REQUESTS", null, "This is more than one sender may ask for. Try later."),
                wait.get());
    }
}
