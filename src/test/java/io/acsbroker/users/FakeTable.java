package io.acsbroker.users;

import io.acsbroker.identity.IdentityStore;
import io.acsbroker.identity.RowChange;
import io.acsbroker.identity.RowLookup;
import io.acsbroker.identity.RowVersion;
import io.acsbroker.identity.StoreFailure;
import io.acsbroker.identity.StoreFailure.Cause;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A table in memory; a test may step in before any operation, or take its answer away. */
final class FakeTable implements IdentityStore {
  static final StoreFailure DOWN =
      new StoreFailure(Cause.UNAVAILABLE, Optional.of(Duration.ofSeconds(7)), "HTTP 503");

  /** A row: an intent, or an identity, of this resource or of another one. */
  record Row(Optional<AcsIdentity> identity, RowVersion version, boolean foreign) {
    Row(Optional<AcsIdentity> identity, RowVersion version) {
      this(identity, version, false);
    }
  }

  final Map<Person, Row> rows = new ConcurrentHashMap<>();
  final List<String> asked = new ArrayList<>();

  /** What happens right before an operation: nothing, or a failure instead of it. */
  volatile Function<String, Optional<StoreFailure>> before = operation -> Optional.empty();

  /** What happens right after one, whose answer may be lost. */
  volatile Function<String, Optional<StoreFailure>> after = operation -> Optional.empty();

  /** How much time there was when an identity was last to be kept. */
  volatile Duration leftToKeep = Duration.ZERO;

  private final AtomicInteger versions = new AtomicInteger();

  RowVersion put(Person user, Optional<AcsIdentity> identity) {
    Row row = new Row(identity, next());
    rows.put(user, row);
    return row.version();
  }

  /** Puts a row there whose identity another resource has made. */
  void putForeign(Person user) {
    rows.put(user, new Row(Optional.empty(), next(), true));
  }

  private RowVersion next() {
    return new RowVersion("v" + versions.incrementAndGet());
  }

  @Override
  public RowLookup find(Person user, Deadline deadline) {
    return done(
        "find",
        RowLookup.Failed::new,
        () -> {
          Row row = rows.get(user);
          if (row == null) {
            return new RowLookup.Absent();
          }
          if (row.foreign()) {
            return new RowLookup.OfAnotherResource(row.version());
          }
          return row.identity()
              .<RowLookup>map(identity -> new RowLookup.Known(identity, row.version()))
              .orElseGet(() -> new RowLookup.Intended(row.version()));
        });
  }

  @Override
  public RowChange intend(Person user, Deadline deadline) {
    return done(
        "intend",
        RowChange.Failed::new,
        () -> {
          Row row = new Row(Optional.empty(), next());
          return rows.putIfAbsent(user, row) == null
              ? new RowChange.Made(row.version())
              : new RowChange.Conflict();
        });
  }

  @Override
  public RowChange keep(Person user, AcsIdentity identity, RowVersion version, Deadline deadline) {
    leftToKeep = deadline.left();
    return done(
        "keep",
        RowChange.Failed::new,
        () -> {
          Row kept = new Row(Optional.of(identity), next());
          Row now =
              rows.computeIfPresent(
                  user, (same, row) -> row.version().equals(version) ? kept : row);
          return kept.equals(now) ? new RowChange.Made(kept.version()) : new RowChange.Conflict();
        });
  }

  @Override
  public RowChange remove(Person user, RowVersion version, Deadline deadline) {
    return done(
        "remove",
        RowChange.Failed::new,
        () ->
            rows.computeIfPresent(user, (same, row) -> row.version().equals(version) ? null : row)
                    == null
                ? new RowChange.Made(version)
                : new RowChange.Conflict());
  }

  private <T> T done(String operation, Function<StoreFailure, T> failed, Supplier<T> work) {
    synchronized (asked) {
      asked.add(operation);
    }
    Optional<StoreFailure> failure = before.apply(operation);
    if (failure.isPresent()) {
      return failed.apply(failure.get());
    }
    T result = work.get();
    return after.apply(operation).map(failed).orElse(result);
  }
}
