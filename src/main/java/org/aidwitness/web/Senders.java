package org.aidwitness.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.util.NetUtil;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * On whose account a request is counted: a token's or a session's, once it has proved to hold, and an address's before
 * that. Whoever invents a new token for each request is therefore counted by address. Tokens are known by digest only.
 */
@ApplicationScoped
class Senders {

    /** The session of a person who signed in by a page. */
    private static final String SESSION_COOKIE = "__Host-aidwitness";

    private static final int MOST_KNOWN = 50_000;
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    /** One customer of a provider has a network of its own: the first half of the address. */
    private static final int NETWORK_BYTES = 8;

    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    /** Who pays for this request. */
    String of(RoutingContext context) {
        String credential = credential(context.request());
        return credential != null && known.getIfPresent(credential) != null ? credential : address(context);
    }

    /** From now on the token or session of this request is counted by itself. */
    void remember(RoutingContext context) {
        String credential = credential(context.request());
        if (credential != null) {
            known.put(credential, true);
        }
    }

    /** The token or session of this request does not hold, or holds no more. */
    void forget(RoutingContext context) {
        String credential = credential(context.request());
        if (credential != null) {
            known.invalidate(credential);
        }
    }

    /** The remote address; behind a proxy that is trusted in the configuration, the address the proxy names. */
    static String address(RoutingContext context) {
        SocketAddress remote = context.request().remoteAddress();
        String host = remote == null ? null : remote.hostAddress();
        return host == null ? "address unknown" : network(host);
    }

    static String network(String host) {
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        if (bytes == null || bytes.length <= NETWORK_BYTES) {
            return "address " + host;
        }
        return "network " + HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
    }

    private static @Nullable String credential(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return "token " + digest(authorization);
        }
        Cookie session = request.getCookie(SESSION_COOKIE);
        return session == null ? null : "session " + digest(session.getValue());
    }

    private static Sha256 digest(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }
}
