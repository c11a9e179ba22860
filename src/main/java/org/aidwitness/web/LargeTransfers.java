package org.aidwitness.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many large files may be on their way at the same time. Each keeps a thread for as long as its sender or its reader
 * takes, and a list on its way out keeps a connection to the database too; what is left must do for everybody else.
 */
@ApplicationScoped
class LargeTransfers {

    /** After the limits on how often. */
    private static final int AFTER_RATES = 800;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private final Senders senders;
    private final MeterRegistry meters;
    private final Places uploads;
    private final Places downloads;

    LargeTransfers(LimitSettings settings, Senders senders, MeterRegistry meters) {
        this.senders = senders;
        this.meters = meters;
        this.uploads =
                new Places(settings.uploads().atOnce(), settings.uploads().atOnceOfOne());
        this.downloads =
                new Places(settings.downloads().atOnce(), settings.downloads().atOnceOfOne());
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, AFTER_RATES);
    }

    private void admit(RoutingContext context) {
        HttpMethod method = context.request().method();
        boolean in = BodyLimits.isLarge(context) && (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT));
        if (!in && !RateLimits.isWholeList(context.normalizedPath())) {
            context.next();
            return;
        }
        Places places = in ? uploads : downloads;
        String sender = senders.of(context);
        if (places.take(sender)) {
            giveBackAtTheEnd(context, places, sender);
            context.next();
            return;
        }
        meters.counter("aidwitness.limits.refused", "limit", in ? "UPLOADS_AT_ONCE" : "DOWNLOADS_AT_ONCE")
                .increment();
        EarlyAnswers.refuse(
                context,
                503,
                "Too many large files are on their way.",
                new Problem.Reason("TOO_MANY_AT_ONCE", null, "Other large files must arrive first. Try again."),
                TRY_AGAIN);
    }

    /** Once, whether the answer was sent or the connection broke, and whoever else listens for either. */
    private static void giveBackAtTheEnd(RoutingContext context, Places places, String sender) {
        AtomicBoolean taken = new AtomicBoolean(true);
        Future<Void> closed =
                ((ConnectionBase) context.request().connection()).channel().closeFuture();
        FutureListener<Void> giveBack = over -> {
            if (taken.getAndSet(false)) {
                places.giveBack(sender);
            }
        };
        closed.addListener(giveBack);
        context.addEndHandler(over -> {
            closed.removeListener(giveBack);
            if (taken.getAndSet(false)) {
                places.giveBack(sender);
            }
        });
    }

    /** A number of places, of which one sender gets a few at most. */
    static final class Places {

        private final int most;
        private final int mostOfOne;
        private final Map<String, Integer> taken = new HashMap<>();
        private int all;

        Places(int most, int mostOfOne) {
            this.most = most;
            this.mostOfOne = mostOfOne;
        }

        synchronized boolean take(String sender) {
            if (all >= most || taken.getOrDefault(sender, 0) >= mostOfOne) {
                return false;
            }
            all++;
            taken.merge(sender, 1, Integer::sum);
            return true;
        }

        synchronized void giveBack(String sender) {
            all--;
            taken.computeIfPresent(sender, (whose, places) -> places == 1 ? null : places - 1);
        }
    }
}
