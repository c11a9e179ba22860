package org.aidwitness.story;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.story.Story;
import org.aidwitness.testkit.story.Storyteller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file in the stories folder; who changes what happens there changes what the product promises. */
@QuarkusTest
class StoryTest {

    @Inject
    Storyteller storyteller;

    @Inject
    TestClock clock;

    @AfterEach
    void realTimeAgain() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one-honest-one-skimmed",
                "the-gate-holds",
                "late-and-out-of-order",
                "a-slip-of-the-pen",
                "turned-away",
                "lost-on-the-road"
            })
    void it_ends_as_it_is_told(String name) {
        storyteller.tell(Story.named(name));
    }
}
