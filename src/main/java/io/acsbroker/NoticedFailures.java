package io.acsbroker;

import io.acsbroker.identity.TableWatch;
import io.acsbroker.net.ServerClock;
import io.acsbroker.token.LastingFailure;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReadinessProblem.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the broker notices of its surroundings from the requests that it serves, without asking
 * anybody.
 *
 * @param denial ACS denies the broker's own credential
 * @param unknownKey Entra signs what it gives the broker itself with keys that the broker has not
 * @param table the table of identities, and the token for it, cannot be had
 * @param servers the clocks of Entra and ACS differ from the broker's
 */
record NoticedFailures(
    LastingFailure denial, LastingFailure unknownKey, TableWatch table, ServerClock servers) {
  static NoticedFailures by(InstantSource clock) {
    return new NoticedFailures(
        new LastingFailure(Kind.ACS, clock),
        new LastingFailure(Kind.SIGNING_KEYS, clock),
        new TableWatch(
            new LastingFailure(Kind.TABLE, clock),
            new LastingFailure(Kind.MANAGED_IDENTITY, clock)),
        new ServerClock(clock));
  }

  /** All that lasts. */
  List<ReadinessProblem> problems() {
    return Stream.concat(
            Stream.of(denial, unknownKey, table.table(), table.signIn())
                .map(LastingFailure::problem)
                .flatMap(Optional::stream),
            servers.problem().map(why -> new ReadinessProblem(Kind.CLOCK, why)).stream())
        .toList();
  }
}
