package io.acsbroker.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.net.FairThreads.Start;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which work has a place and which has none, in which order it is done, and when it ends. */
@Timeout(30)
class FairThreadsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Subject BUSY = user(0);
  private static final Subject INNOCENT = user(1);

  private final ManualClock clock = new ManualClock();
  private final FairThreads threads = new FairThreads("fair-", 1, 6);
  private final CountDownLatch open = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();

  private static Subject user(int number) {
    return new Subject(
        new TenantId("11111111-1111-1111-1111-111111111111"),
        new ObjectId("22222222-2222-2222-2222-%012d".formatted(number)));
  }

  private Deadline in(Duration time) {
    return Deadline.in(time, clock::nanoTime);
  }

  /** By the clock of the test, on which no time passes while a thread of the test waits. */
  private static <T> AwaitedWork<T> work(Subject user, Deadline deadline, Supplier<T> supplier) {
    return new AwaitedWork<>(user, deadline, supplier);
  }

  private AwaitedWork<String> named(Subject user, String name) {
    return work(user, in(LONG), () -> note(name));
  }

  private String note(String name) {
    done.add(name);
    return name;
  }

  /** Work that holds the only thread until the test lets it go. */
  private AwaitedWork<String> blocking(Subject user) throws InterruptedException {
    AwaitedWork<String> work = work(user, in(LONG), this::blocked);
    assertEquals(Start.ACCEPTED, threads.start(work));
    begun.await();
    return work;
  }

  private String blocked() {
    begun.countDown();
    try {
      open.await();
      return note("blocking");
    } catch (InterruptedException cutOff) {
      Thread.currentThread().interrupt();
      return note("cut off");
    }
  }

  @Test
  void givesNoUserAFifthPlaceAndOthersTheirs() throws InterruptedException {
    List<AwaitedWork<String>> waiting = new ArrayList<>();
    var unused = blocking(BUSY);
    for (int i = 1; i < FairThreads.MOST_OF_ONE_USER; i++) {
      waiting.add(named(BUSY, "busy " + i));
      assertEquals(Start.ACCEPTED, threads.start(waiting.getLast()));
    }
    for (int i = 0; i < 700; i++) {
      assertEquals(Start.USER_HAS_ENOUGH, threads.start(named(BUSY, "too many")));
    }
    waiting.add(named(INNOCENT, "innocent"));
    assertEquals(Start.ACCEPTED, threads.start(waiting.getLast()));
    assertEquals(4, threads.heldBy(BUSY));
    open.countDown();
    waiting.forEach(AwaitedWork::join);
    assertEquals(List.of("blocking", "busy 1", "busy 2", "busy 3", "innocent"), List.copyOf(done));
    assertEquals(0, threads.heldBy(BUSY));
    assertEquals(0, threads.heldBy(INNOCENT));
  }

  @Test
  void hasThePlaceBackBeforeTheResultIsHeard() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      AwaitedWork<String> next = named(BUSY, "next");
      assertEquals(Start.ACCEPTED, threads.start(next));
      assertEquals(Optional.of("next"), next.await(Deadline.in(LONG)));
      assertEquals(0, threads.heldBy(BUSY));
    }
  }

  @Test
  void isFullForEverybodyWhereTheQueueIs() throws InterruptedException {
    var unused = blocking(BUSY);
    IntStream.range(1, 7)
        .forEach(i -> assertEquals(Start.ACCEPTED, threads.start(named(user(i), "one of six"))));
    assertEquals(Start.FULL, threads.start(named(user(7), "the seventh")));
    assertEquals(0, threads.heldBy(user(7)));
    open.countDown();
  }

  @Test
  void servesAThousandUsersAtOnceWithoutRefusingAny() {
    FairThreads many = new FairThreads("many-", 32, 1_000);
    List<AwaitedWork<Integer>> all =
        IntStream.range(0, 1_000).mapToObj(i -> work(user(i), in(LONG), () -> i)).toList();
    all.forEach(one -> assertEquals(Start.ACCEPTED, many.start(one)));
    for (int i = 0; i < all.size(); i++) {
      assertEquals(Optional.of(i), all.get(i).await(Deadline.in(LONG)));
    }
  }

  @Test
  void beginsNothingAfterTheDeadlineOfTheLastWhoWaits() throws InterruptedException {
    var unused = blocking(BUSY);
    AwaitedWork<String> late = work(BUSY, in(Duration.ofSeconds(1)), () -> note("late"));
    AwaitedWork<String> joined = work(BUSY, in(Duration.ofSeconds(1)), () -> note("joined"));
    threads.start(late);
    threads.start(joined);
    assertTrue(joined.join(in(Duration.ofSeconds(3))));
    clock.pass(Duration.ofSeconds(2));
    open.countDown();
    assertEquals(Optional.empty(), late.await(Deadline.in(LONG)));
    assertTrue(late.isCancelled());
    assertEquals(Optional.of("joined"), joined.await(Deadline.in(LONG)));
    assertEquals(List.of("blocking", "joined"), List.copyOf(done));
    assertFalse(late.join(in(LONG)), "nobody waits for what will not come");
  }

  @Test
  void makesRoomAtOnceWhereNobodyWaitsForWhatIsInTheQueue() throws InterruptedException {
    var unused = blocking(BUSY);
    AwaitedWork<String> waiting = named(BUSY, "given up");
    threads.start(waiting);
    waiting.join(in(LONG));
    assertEquals(Optional.empty(), waiting.await(in(Duration.ZERO)));
    assertEquals(2, threads.heldBy(BUSY), "one still waits for it");
    assertEquals(Optional.empty(), waiting.await(in(Duration.ZERO)));
    assertEquals(1, threads.heldBy(BUSY));
    AwaitedWork<String> last = named(INNOCENT, "last");
    threads.start(last);
    open.countDown();
    assertEquals(Optional.of("last"), last.await(Deadline.in(LONG)));
    assertEquals(List.of("blocking", "last"), List.copyOf(done));
  }

  @Test
  void givesUpWhatHasNotBegunAndLetsWhatHasGoOn() throws InterruptedException {
    AwaitedWork<String> running = blocking(BUSY);
    for (int i = 0; i < 100; i++) {
      AwaitedWork<String> waiting = named(INNOCENT, "given up");
      assertEquals(Start.ACCEPTED, threads.start(waiting));
      assertEquals(Optional.empty(), waiting.awaitUnlessBegun(in(Duration.ZERO)));
      assertTrue(waiting.isCancelled());
      assertFalse(waiting.hasBegun());
      assertEquals(0, threads.heldBy(INNOCENT));
    }
    assertEquals(Optional.empty(), running.awaitUnlessBegun(in(Duration.ZERO)));
    assertTrue(running.hasBegun());
    assertEquals(1, threads.heldBy(BUSY), "it goes on");
    open.countDown();
    assertEquals("blocking", running.orTimeout(30, SECONDS).join());
    assertEquals(List.of("blocking"), List.copyOf(done));
  }

  @Test
  void interruptsWhatNobodyWaitsForAndHoldsItsPlaceUntilItHasEnded() throws InterruptedException {
    AwaitedWork<String> running = blocking(BUSY);
    assertEquals(Optional.empty(), running.await(in(Duration.ZERO)));
    assertTrue(running.isCancelled());
    AtomicBoolean interrupted = new AtomicBoolean();
    AwaitedWork<String> next =
        work(
            INNOCENT,
            in(LONG),
            () -> {
              interrupted.set(Thread.currentThread().isInterrupted());
              return note("next");
            });
    threads.start(next);
    assertEquals(Optional.of("next"), next.await(Deadline.in(LONG)));
    assertEquals(List.of("cut off", "next"), List.copyOf(done));
    assertFalse(interrupted.get(), "that the work before was cut off is none of its business");
    assertEquals(0, threads.heldBy(BUSY));
  }

  /** What the work needs, such as a token: nothing but the work holds it. */
  private WeakReference<Object> needed(Subject user, List<AwaitedWork<String>> remembered) {
    Object token = new Object();
    remembered.add(work(user, in(LONG), () -> note("done with " + token.getClass())));
    return new WeakReference<>(token);
  }

  private static void assertGone(WeakReference<Object> needed) throws InterruptedException {
    for (int tries = 0; !needed.refersTo(null) && tries < 500; tries++) {
      System.gc();
      Thread.sleep(10);
    }
    assertTrue(needed.refersTo(null), "it is still held");
  }

  @Test
  void letsGoOfWhatTheWorkNeededWhereItIsDoneOrGivenUpOrHasNoPlace() throws InterruptedException {
    List<AwaitedWork<String>> remembered = new ArrayList<>();
    WeakReference<Object> done = needed(INNOCENT, remembered);
    threads.start(remembered.getLast());
    assertTrue(remembered.getLast().await(Deadline.in(LONG)).isPresent());
    assertGone(done);
    var unused = blocking(BUSY);
    WeakReference<Object> givenUp = needed(INNOCENT, remembered);
    threads.start(remembered.getLast());
    assertFalse(givenUp.refersTo(null), "it is needed until it is given up");
    assertEquals(Optional.empty(), remembered.getLast().await(in(Duration.ZERO)));
    assertGone(givenUp);
    IntStream.range(1, 4).forEach(i -> threads.start(named(BUSY, "busy")));
    WeakReference<Object> refused = needed(BUSY, remembered);
    assertEquals(Start.USER_HAS_ENOUGH, threads.start(remembered.getLast()));
    assertGone(refused);
    IntStream.range(2, 5).forEach(i -> threads.start(named(user(i), "fills the queue")));
    WeakReference<Object> full = needed(INNOCENT, remembered);
    assertEquals(Start.FULL, threads.start(remembered.getLast()));
    assertGone(full);
    open.countDown();
    assertEquals(4, remembered.size());
  }

  @Test
  void keepsNoPlaceInTheQueueForWhatNoThreadIsToBeHadFor() {
    FairThreads without = new FairThreads(new NoThreads(), 1, 1);
    for (int i = 0; i < 10; i++) {
      AwaitedWork<String> work = named(INNOCENT, "never done");
      OutOfMemoryError thrown =
          assertThrows(OutOfMemoryError.class, () -> without.start(work), "with room for each");
      assertEquals("no thread", thrown.getMessage());
      assertTrue(work.isCompletedExceptionally(), "whoever joined it hears so");
      assertEquals(0, without.heldBy(INNOCENT));
    }
  }

  /** Makes none at first, so that the work is queued, and fails when the queue wants one. */
  private static final class NoThreads implements ThreadFactory {
    private boolean queued;

    @Override
    public @Nullable Thread newThread(Runnable worker) {
      queued = !queued;
      if (queued) {
        return null;
      }
      throw new OutOfMemoryError("no thread");
    }
  }

  @Test
  void passesABugOnAndKeepsItsThreads() throws InterruptedException {
    AwaitedWork<String> broken =
        work(
            BUSY,
            in(LONG),
            () -> {
              throw new IllegalArgumentException("a bug");
            });
    threads.start(broken);
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> broken.await(Deadline.in(LONG)));
    assertEquals("a bug", Objects.requireNonNull(thrown.getCause()).getMessage());
    AwaitedWork<String> next = named(BUSY, "next");
    threads.start(next);
    assertEquals("next", next.orTimeout(30, SECONDS).join());
  }
}
