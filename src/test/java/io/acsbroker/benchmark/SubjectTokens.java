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
    return sign(count, 1);
  }

  /** The same for users of Contoso alone, who have the even numbers. */
  List<SubjectRequest> ofNewUsersOfContoso(int count) {
    return sign(count, 2);
  }

  private List<SubjectRequest> sign(int count, int step) {
    long first = users.getAndAdd((long) count * step);
    return LongStream.range(0, count)
        .parallel()
        .mapToObj(
            number -> {
              TokenOrder order = TokenOrder.forUser(InventedUsers.number(first + number * step));
              return new SubjectRequest(order, entra.token(order));
            })
        .toList();
  }
}
