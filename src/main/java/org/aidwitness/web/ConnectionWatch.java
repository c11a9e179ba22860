package org.aidwitness.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;

/**
 * What passes on one connection, and for whom the two ends are waiting. Only the client's own time is counted: a server
 * that is busy with an answer, or that has stopped reading because it cannot keep up, waits for nobody.
 */
final class ConnectionWatch extends ChannelDuplexHandler {

    private static final AttributeKey<ConnectionWatch> WATCH = AttributeKey.valueOf(ConnectionWatch.class, "watch");

    private static final String NAME = "connection-watch";

    /** Vert.x's name for its place in the line; what stands after it sees whole messages, in and out. */
    private static final String ENCODER = "httpEncoder";

    /** What the server is waiting for. */
    private enum Awaited {
        REQUEST,
        BODY,
        READER,
        NOTHING
    }

    private boolean inPlace;
    private int underWay;
    private boolean bodyIsOpen;
    private long requests;
    private long received;
    private long sent;

    private Awaited awaited = Awaited.NOTHING;
    private long turns;
    private long mark;

    /** The watch of this connection, which counts from now on if it is a new one. */
    static ConnectionWatch of(Channel channel) {
        ConnectionWatch watch = channel.attr(WATCH).get();
        if (watch == null) {
            watch = new ConnectionWatch();
            channel.attr(WATCH).set(watch);
        }
        return watch;
    }

    /** Called when a request has begun: the first one may have passed before the watch took its place. */
    void requestHasBegun(Channel channel) {
        if (takesItsPlace(channel)) {
            begin();
        }
    }

    /** Before a handshake is over there is no place yet, and all that is waited for is a request. */
    private boolean takesItsPlace(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        if (inPlace || pipeline.get(ENCODER) == null) {
            return false;
        }
        pipeline.addAfter(ENCODER, NAME, this);
        inPlace = true;
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest) {
            begin();
        }
        if (message instanceof HttpContent content) {
            received += content.content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            bodyIsOpen = false;
        }
        super.channelRead(context, message);
    }

    private void begin() {
        requests++;
        underWay++;
        bodyIsOpen = true;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        long bytes = sizeOf(message);
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !interim) {
            underWay = Math.max(0, underWay - 1);
        }
        ChannelPromise told = promise.unvoid();
        told.addListener(written -> sent += bytes);
        super.write(context, message, told);
    }

    private static long sizeOf(Object message) {
        if (message instanceof HttpContent content) {
            return content.content().readableBytes();
        }
        return message instanceof FileRegion region ? region.count() : 0;
    }

    /**
     * One turn of a second: whether the client has still to be waited for. It has its patience for a request to be
     * complete; a body or a reader must after that move on at a least speed.
     */
    boolean isTooSlow(Channel channel, long patience, long leastBytesPerSecond) {
        takesItsPlace(channel);
        Awaited now = awaitedOn(channel);
        long progress = progressOf(now, channel);
        if (now != awaited || now == Awaited.REQUEST && progress != mark) {
            awaited = now;
            mark = progress;
            turns = 0;
        }
        turns++;
        return switch (now) {
            case NOTHING -> false;
            case REQUEST -> turns > patience;
            case BODY, READER -> turns > patience && progress - mark < (turns - patience) * leastBytesPerSecond;
        };
    }

    private Awaited awaitedOn(Channel channel) {
        ChannelOutboundBuffer leaving = channel.unsafe().outboundBuffer();
        if (leaving != null && !leaving.isEmpty()) {
            return Awaited.READER;
        }
        // Once the answer is given nobody reads any more, and the rest of the body is the client's affair alone.
        if (bodyIsOpen && (underWay == 0 || channel.config().isAutoRead())) {
            return Awaited.BODY;
        }
        return underWay == 0 ? Awaited.REQUEST : Awaited.NOTHING;
    }

    private long progressOf(Awaited now, Channel channel) {
        ChannelOutboundBuffer leaving = channel.unsafe().outboundBuffer();
        return switch (now) {
            case REQUEST -> requests;
            case BODY -> received;
            case READER -> sent + (leaving == null ? 0 : leaving.currentProgress());
            case NOTHING -> 0;
        };
    }
}
