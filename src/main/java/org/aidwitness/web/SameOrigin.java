package org.aidwitness.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;

/** Whether a page of ours sent this request: browsers say so, and no script can make them say otherwise. */
@RequestScoped
class SameOrigin {

    private final HttpHeaders headers;

    SameOrigin(HttpHeaders headers) {
        this.headers = headers;
    }

    /** Refuses with NOT_ALLOWED what another site sent, and what does not say. */
    void require() {
        String site = headers.getHeaderString("Sec-Fetch-Site");
        boolean same = site == null ? originIsHost() : site.equals("same-origin");
        if (!same) {
            throw Refused.because(Code.NOT_ALLOWED, "Send this from a page of this site, or with a token.");
        }
    }

    /** For browsers that are older than Sec-Fetch-Site. */
    private boolean originIsHost() {
        String origin = headers.getHeaderString("Origin");
        String host = headers.getHeaderString(HttpHeaders.HOST);
        if (origin == null || host == null) {
            return false;
        }
        try {
            return host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
