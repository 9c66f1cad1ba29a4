package io.acsbroker.users;

import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.IdentityAnswer;
import io.acsbroker.issuance.IdentityAnswer.Done;
import io.acsbroker.issuance.IdentityAnswer.Made;
import io.acsbroker.issuance.IdentityAnswer.Unknown;
import io.acsbroker.issuance.IdentityIssuer;
import io.acsbroker.issuance.Issuance.Issued;
import io.acsbroker.issuance.TokenOptions;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.IssuedToken;
import io.acsbroker.token.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** An ACS that makes identities, and knows those; a test may step in before any operation. */
final class FakeAcs implements IdentityIssuer {
  final Set<AcsIdentity> identities = ConcurrentHashMap.newKeySet();
  final AtomicInteger created = new AtomicInteger();
  final List<String> asked = new ArrayList<>();
  final List<TokenOptions> wishes = new ArrayList<>();

  /** What happens right before an operation: nothing, or an answer instead of it. */
  volatile Function<String, Optional<IdentityAnswer>> before = operation -> Optional.empty();

  AcsIdentity make() {
    AcsIdentity identity = new AcsIdentity("8:acs:" + created.incrementAndGet());
    identities.add(identity);
    return identity;
  }

  @Override
  public AcsReport<IdentityAnswer> create(
      Person user, Optional<TokenOptions> options, Deadline deadline) {
    return done(
        "create",
        () -> {
          AcsIdentity identity = make();
          return new Made(identity, options.map(it -> token(identity, it)));
        });
  }

  @Override
  public AcsReport<IdentityAnswer> issue(
      Person user, AcsIdentity identity, TokenOptions options, Deadline deadline) {
    return done("issue", () -> ofKnown(identity, new Issued(token(identity, options))));
  }

  @Override
  public AcsReport<IdentityAnswer> revoke(Person user, AcsIdentity identity, Deadline deadline) {
    return done("revoke", () -> ofKnown(identity, new Done()));
  }

  @Override
  public AcsReport<IdentityAnswer> delete(Person user, AcsIdentity identity, Deadline deadline) {
    return done("delete", () -> identities.remove(identity) ? new Done() : new Unknown("HTTP 404"));
  }

  private IssuedToken token(AcsIdentity identity, TokenOptions options) {
    synchronized (wishes) {
      wishes.add(options);
    }
    return new IssuedToken("token", Instant.MAX, identity.id());
  }

  private IdentityAnswer ofKnown(AcsIdentity identity, IdentityAnswer answer) {
    return identities.contains(identity) ? answer : new Unknown("HTTP 404");
  }

  private AcsReport<IdentityAnswer> done(String operation, Supplier<IdentityAnswer> work) {
    synchronized (asked) {
      asked.add(operation);
    }
    IdentityAnswer answer = before.apply(operation).orElseGet(work);
    return new AcsReport<>(
        answer, Duration.ofMillis(1), Duration.ofMillis(2), 1, Optional.of("acs"));
  }
}
