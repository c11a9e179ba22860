package org.aidwitness.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How people come in here: with a local account, through an OpenID Connect provider, or either. Pages ask what to show. */
@Named("waysIn")
@ApplicationScoped
public class WaysIn {

    private final boolean local;
    private final boolean provider;
    private final ProviderSettings settings;

    WaysIn(
            @ConfigProperty(name = "aidwitness.sign-in.local", defaultValue = "true") boolean local,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean provider,
            ProviderSettings settings) {
        this.local = local;
        this.provider = provider;
        this.settings = settings;
    }

    /** Whether passwords and invitations count. */
    public boolean isLocal() {
        return local;
    }

    /** Whether {@code /sign-in/oidc} leads to a provider. */
    public boolean isProvider() {
        return provider;
    }

    /** Settings that let nobody in, or somebody in with other roles than meant, are found at the start, not at the door. */
    void check(@Observes StartupEvent event) {
        try {
            requireSense(local, provider, ProviderRoles.of(settings.role()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    static void requireSense(boolean local, boolean provider, ProviderRoles roles) {
        if (provider && roles.isEmpty()) {
            throw new IllegalArgumentException("quarkus.oidc.tenant-enabled is true, but no role of the provider means"
                    + " anything here. Set aidwitness.oidc.role.\"name at the provider\"=ROLE at least once.");
        }
        if (!local && !provider) {
            throw new IllegalArgumentException(
                    "aidwitness.sign-in.local and quarkus.oidc.tenant-enabled are both false: nobody could sign in.");
        }
    }

    /** Refuses with NOT_ALLOWED where local accounts are switched off. */
    void requireLocal() {
        if (!local) {
            throw Refused.because(Code.NOT_ALLOWED, "Passwords are not used here. Sign in through your organisation.");
        }
    }
}
