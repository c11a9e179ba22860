package org.aidwitness.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The defaults are whole, whichever part of a policy the program happens to load first. */
class PolicyPartsTest {

    @ParameterizedTest
    @ValueSource(classes = {Policy.class, GatePolicy.class, DrawPolicy.class, CoveragePolicy.class, HeardPolicy.class})
    void nothing_is_null_whatever_is_loaded_first(Class<?> first) throws Exception {
        URL classes = Policy.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader fresh = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class.forName(first.getName(), true, fresh);
            Class<?> policy = Class.forName(Policy.class.getName(), true, fresh);
            Object defaults = policy.getField("DEFAULTS").get(null);
            for (RecordComponent part : policy.getRecordComponents()) {
                assertThat(part.getAccessor().invoke(defaults))
                        .as(part.getName())
                        .isNotNull();
            }
        }
    }

    @Test
    void a_version_from_before_what_is_heard_has_its_defaults() {
        Policy known = Policy.DEFAULTS.withVersion(3);
        assertThat(known.heard()).isEqualTo(HeardPolicy.DEFAULTS);
        assertThat(known.version()).isEqualTo(3);
    }
}
