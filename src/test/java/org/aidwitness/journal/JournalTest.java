package org.aidwitness.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Sha256;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JournalTest {

    @Inject
    Journal journal;

    @Inject
    Sequencer sequencer;

    @Inject
    Followers followers;

    @Inject
    StatelessSession session;

    @Inject
    Speaking speaking;

    /** Eight writers, some of which roll back; two sequencers; one follower reading all the while. */
    @Test
    void a_follower_sees_every_accepted_statement_once_and_in_order() throws Exception {
        String name = "test-" + UUID.randomUUID();
        while (sequencer.run() > 0) {}
        while (followers.follow(name, 1_000, entries -> {}) > 0) {}
        List<Entry> seen = new ArrayList<>();
        Set<UUID> accepted = Collections.synchronizedSet(new HashSet<>());
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService pool = Executors.newFixedThreadPool(11);
        Callable<Void> number = () -> {
            while (writing.get()) {
                sequencer.run();
            }
            return null;
        };
        Future<Void> one = pool.submit(asProgram(number));
        Future<Void> other = pool.submit(asProgram(number));
        Future<Void> follower = pool.submit(asProgram(() -> {
            while (writing.get()) {
                followers.follow(name, 50, seen::addAll);
            }
            return null;
        }));
        List<Callable<Void>> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            writers.add(() -> {
                for (int i = 0; i < 50; i++) {
                    write(accepted, i % 10 == 3);
                }
                return null;
            });
        }
        for (Future<Void> done : pool.invokeAll(writers)) {
            done.get();
        }
        writing.set(false);
        one.get();
        other.get();
        follower.get();
        pool.shutdown();
        while (sequencer.run() > 0) {}
        while (followers.follow(name, 50, seen::addAll) > 0) {}

        List<Entry> ours =
                seen.stream().filter(entry -> entry.kind().equals("test")).toList();
        assertThat(ours)
                .extracting(Entry::statement)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(accepted).hasSize(8 * 45);
        long first = seen.get(0).seq();
        assertThat(seen)
                .extracting(Entry::seq)
                .containsExactlyElementsOf(
                        LongStream.range(first, first + seen.size()).boxed().toList());
    }

    @Test
    void a_follower_that_fails_has_read_nothing() {
        String name = "test-" + UUID.randomUUID();
        write(new HashSet<>(), false);
        while (sequencer.run() > 0) {}
        List<Entry> seen = new ArrayList<>();
        assertThat(catchThrowable(() -> followers.follow(name, 1, entries -> {
                    throw new IllegalStateException("power cut");
                })))
                .hasMessage("power cut");
        followers.follow(name, 1, seen::addAll);
        assertThat(seen).hasSize(1);
        followers.reset(name);
        followers.follow(name, 1, seen::addAll);
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
    }

    @Test
    void many_statements_at_once_are_told_as_exactly_as_one_by_one() {
        String name = "test-" + UUID.randomUUID();
        while (sequencer.run() > 0) {}
        while (followers.follow(name, 1_000, entries -> {}) > 0) {}
        Actor odd = new Actor(null, "back\\slash\ttab\nline", null, Set.of());
        UUID programme = UUID.randomUUID();
        List<Journal.Statement> statements = List.of(
                new Journal.Statement(
                        "test.a",
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        programme,
                        Sha256.of(new byte[] {1}),
                        Instant.now()),
                new Journal.Statement(
                        "test.b",
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        null,
                        Sha256.of(new byte[] {2}),
                        Instant.now()));
        QuarkusTransaction.requiringNew().run(() -> journal.recordAll(odd, statements));
        QuarkusTransaction.requiringNew().run(() -> journal.record(odd, statements.get(0)));
        while (sequencer.run() > 0) {}
        List<Entry> seen = new ArrayList<>();
        while (followers.follow(name, 50, seen::addAll) > 0) {}

        assertThat(seen).hasSize(3);
        assertThat(seen).extracting(Entry::kind).containsExactlyInAnyOrder("test.a", "test.b", "test.a");
        assertThat(seen.stream().filter(entry -> entry.kind().equals("test.b")).toList())
                .extracting(Entry::programme)
                .containsOnlyNulls();
        assertThat(actors(statements.get(0).id())).containsExactly(odd.name(), odd.name());
    }

    private List<String> actors(UUID statement) {
        return QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeQuery(
                                "select actor || encode(content_sha256, 'hex') from journal_entry where statement = :id",
                                String.class)
                        .setParameter("id", statement)
                        .getResultList())
                .stream()
                .map(text -> text.substring(0, text.length() - 64))
                .toList();
    }

    private void write(Set<UUID> accepted, boolean fail) {
        UUID id = UUID.randomUUID();
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                journal.record(
                        Actor.SYSTEM,
                        new Journal.Statement(
                                "test",
                                id,
                                id,
                                null,
                                Sha256.of(id.toString().getBytes(StandardCharsets.UTF_8)),
                                Instant.now()));
                pause();
                if (fail) {
                    throw new IllegalStateException("roll back");
                }
            });
            accepted.add(id);
        } catch (IllegalStateException expected) {
            assertThat(fail).isTrue();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(0, ThreadLocalRandom.current().nextInt(900_000));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** On a thread of its own, as the schedule would. */
    private <T> Callable<T> asProgram(Callable<T> work) {
        return () -> speaking.asProgram(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
