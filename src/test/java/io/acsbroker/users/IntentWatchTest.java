package io.acsbroker.users;

import static io.acsbroker.users.IdentityFixture.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.identity.RowVersion;
import io.acsbroker.token.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How another instance's intent is waited for. */
class IntentWatchTest {
  private final FakeTable table = new FakeTable();

  private IdentityCalls calls(Duration deadline) {
    return new IdentityCalls(new FakeAcs(), table, USER, () -> {}, Deadline.in(deadline));
  }

  @Test
  void looksAfterAQuarterOfASecondAndEndsWithTheFirstChange() {
    RowVersion seen = table.put(USER, Optional.empty());
    RowVersion changed = table.put(USER, Optional.empty());
    long start = System.nanoTime();
    assertFalse(new IntentWatch().seesNoChange(calls(Duration.ofMinutes(1)), seen));
    assertTrue(System.nanoTime() - start >= 250_000_000, "it has waited");
    assertEquals(List.of("find"), table.asked);
    assertEquals(
        Optional.of(changed),
        Optional.ofNullable(table.rows.get(USER)).map(FakeTable.Row::version));
  }

  @Test
  void takesNothingForLeftBehindWhereThereIsNoTimeToSee() {
    RowVersion seen = table.put(USER, Optional.empty());
    assertFalse(new IntentWatch().seesNoChange(calls(Duration.ofMillis(200)), seen));
    assertEquals(List.of(), table.asked);
  }

  @Test
  void takesNothingForLeftBehindOnAnInterruptedThreadAndLeavesItInterrupted() {
    RowVersion seen = table.put(USER, Optional.empty());
    Thread.currentThread().interrupt();
    boolean noChange = new IntentWatch().seesNoChange(calls(Duration.ofMinutes(1)), seen);
    assertTrue(Thread.interrupted());
    assertFalse(noChange);
    assertEquals(List.of(), table.asked);
  }
}
