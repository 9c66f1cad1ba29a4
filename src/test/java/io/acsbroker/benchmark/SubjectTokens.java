package io.acsbroker.benchmark;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.TokenOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Tokens of users who have had none before. */
final class SubjectTokens {
  private final EntraEmulator entra;
  private final AtomicLong users = new AtomicLong();

  SubjectTokens(EntraEmulator entra) {
    this.entra = entra;
  }

  /** Signs one for each of so many new users, on all processors, which takes about 1 ms each. */
  List<SubjectRequest> ofNewUsers(int count) {
    long first = users.getAndAdd(count);
    return LongStream.range(first, first + count)
        .parallel()
        .mapToObj(
            number -> {
              TokenOrder order = TokenOrder.forUser(InventedUsers.number(number));
              return new SubjectRequest(order, entra.token(order));
            })
        .toList();
  }
}
