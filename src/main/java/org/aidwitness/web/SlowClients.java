package org.aidwitness.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends connections whose other end keeps them for nothing. The server's own timeout knows only silence: one byte every
 * few seconds passes it, and a server that works on a long import for minutes does not. So each connection is looked at
 * once a second, by the thread it belongs to.
 */
@ApplicationScoped
class SlowClients {

    private static final Logger LOG = Logger.getLogger(SlowClients.class);

    /** Before everything that may answer. */
    private static final int VERY_FIRST = 2_000;

    private final VertxInternal vertx;
    private final long patience;
    private final long leastBytesPerSecond;
    private final Counter closed;
    private final List<Future<?>> rounds = new ArrayList<>();

    SlowClients(Vertx vertx, LimitSettings settings, MeterRegistry meters) {
        this.vertx = (VertxInternal) vertx;
        this.patience = settings.connections().patience().toSeconds();
        this.leastBytesPerSecond = settings.connections().leastBytesPerSecond();
        this.closed = meters.counter("aidwitness.limits.slow.connections");
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    Channel channel = ((ConnectionBase) context.request().connection()).channel();
                    ConnectionWatch.of(channel).requestHasBegun(channel);
                    if (channel.isWritable()) {
                        context.next();
                    } else {
                        // It asks again and again, and reads no answer: all of them would pile up in memory.
                        closed.increment();
                        channel.close();
                    }
                },
                VERY_FIRST);
    }

    void begin(@Observes StartupEvent event) {
        for (EventExecutor executor : vertx.getEventLoopGroup()) {
            SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
            rounds.add(loop.scheduleWithFixedDelay(() -> round(loop), 1, 1, TimeUnit.SECONDS));
        }
    }

    void end(@Observes ShutdownEvent event) {
        rounds.forEach(round -> round.cancel(false));
    }

    private void round(SingleThreadEventLoop loop) {
        List<Channel> slow = new ArrayList<>();
        for (Iterator<Channel> channels = loop.registeredChannelsIterator(); channels.hasNext(); ) {
            Channel channel = channels.next();
            // Accepted here, not opened from here.
            if (channel instanceof SocketChannel
                    && channel.parent() != null
                    && channel.isActive()
                    && ConnectionWatch.of(channel).isTooSlow(channel, patience, leastBytesPerSecond)) {
                slow.add(channel);
            }
        }
        if (!slow.isEmpty()) {
            slow.forEach(Channel::close);
            closed.increment(slow.size());
            LOG.debugf("Closed %d connections that kept us waiting", slow.size());
        }
    }
}
