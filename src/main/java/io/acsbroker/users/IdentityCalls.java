package io.acsbroker.users;

import io.acsbroker.identity.IdentityStore;
import io.acsbroker.identity.RowChange;
import io.acsbroker.identity.RowLookup;
import io.acsbroker.identity.RowVersion;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.issuance.IdentityIssuer;
import io.acsbroker.issuance.TokenOptions;
import io.acsbroker.outcome.AcsUse;
import io.acsbroker.outcome.IdentityMark;
import io.acsbroker.outcome.TableUse;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Person;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The calls of one request to ACS and to the table about its user's identity, and the time that
 * they take.
 */
final class IdentityCalls {
  /** What has been made is kept or removed, however late it is for whoever asked. */
  private static final Duration TO_FINISH = Duration.ofSeconds(5);

  private final IdentityIssuer issuer;
  private final IdentityStore store;
  private final Person user;
  private final Runnable written;
  private Deadline deadline;
  private AcsUse acs = AcsUse.NONE;
  private Duration keeping = Duration.ZERO;
  private final Set<IdentityMark> marks = EnumSet.noneOf(IdentityMark.class);

  /**
   * @param written is run after each change of the row, whether or not it is known to have been
   *     made
   */
  IdentityCalls(
      IdentityIssuer issuer,
      IdentityStore store,
      Person user,
      Runnable written,
      Deadline deadline) {
    this.issuer = issuer;
    this.store = store;
    this.user = user;
    this.written = written;
    this.deadline = deadline;
  }

  Person user() {
    return user;
  }

  Deadline deadline() {
    return deadline;
  }

  RowLookup find() {
    return kept(() -> store.find(user, deadline));
  }

  RowChange intend() {
    return changed(() -> store.intend(user, deadline));
  }

  RowChange keep(AcsIdentity identity, RowVersion version) {
    return changed(() -> store.keep(user, identity, version, deadline));
  }

  RowChange remove(RowVersion version) {
    return changed(() -> store.remove(user, version, deadline));
  }

  IdentityAnswer create(Optional<TokenOptions> options) {
    IdentityAnswer answer = asked(issuer.create(user, options, deadline));
    if (answer instanceof IdentityAnswer.Made && !deadline.allows(TO_FINISH)) {
      deadline = Deadline.in(TO_FINISH);
    }
    return answer;
  }

  IdentityAnswer issue(AcsIdentity identity, TokenOptions options) {
    return asked(issuer.issue(user, identity, options, deadline));
  }

  IdentityAnswer revoke(AcsIdentity identity) {
    return asked(issuer.revoke(user, identity, deadline));
  }

  IdentityAnswer delete(AcsIdentity identity) {
    return asked(issuer.delete(user, identity, deadline));
  }

  synchronized void mark(IdentityMark mark) {
    marks.add(mark);
  }

  /** The time and calls spent on ACS until now. */
  synchronized AcsUse acs() {
    return acs;
  }

  /** The time spent on the table until now, and what happened to the identity. */
  synchronized TableUse table() {
    return new TableUse(keeping, marks);
  }

  private synchronized IdentityAnswer asked(AcsReport<IdentityAnswer> report) {
    acs = acs.and(report);
    return report.answer();
  }

  private RowChange changed(Supplier<RowChange> call) {
    try {
      return kept(call);
    } finally {
      written.run();
    }
  }

  private <T> T kept(Supplier<T> call) {
    long start = System.nanoTime();
    T result = call.get();
    add(Duration.ofNanos(System.nanoTime() - start));
    return result;
  }

  private synchronized void add(Duration took) {
    keeping = keeping.plus(took);
  }
}
