package org.aidwitness.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** What the claims of an OpenID Connect provider mean here; docs/operations.md explains each setting. */
@ConfigMapping(prefix = "aidwitness.oidc")
public interface ProviderSettings {

    /** The claim of the ID token that lists a person's roles at the provider. */
    @WithDefault("roles")
    String rolesClaim();

    /** The claim of the ID token that names the code of a person's organisation. */
    @WithDefault("organisation")
    String organisationClaim();

    /** For each role at the provider, the roles here. */
    Map<String, List<String>> role();
}
