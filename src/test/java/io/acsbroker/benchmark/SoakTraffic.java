package io.acsbroker.benchmark;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.InventedUsers;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What clients send: half of it new tokens of many users in both organisations, most of the rest
 * tokens that were sent before, and a few whose signature does not hold.
 */
final class SoakTraffic {
  private static final int REMEMBERED = 500;
  private static final double TAMPERED_SHARE = 0.05;
  private static final double REPEATED_SHARE = 0.45;

  private final EntraEmulator entra;
  private final int users;
  private final AtomicReferenceArray<@Nullable SoakRequest> sent =
      new AtomicReferenceArray<>(REMEMBERED);
  private final AtomicInteger generation = new AtomicInteger();

  SoakTraffic(EntraEmulator entra, int users) {
    this.entra = entra;
    this.users = users;
  }

  SoakRequest next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    double chance = random.nextDouble();
    if (chance < TAMPERED_SHARE) {
      return fresh(random).tampered();
    }
    int place = random.nextInt(REMEMBERED);
    SoakRequest before = sent.get(place);
    if (chance < TAMPERED_SHARE + REPEATED_SHARE && before != null && isCurrent(before)) {
      return before;
    }
    SoakRequest fresh = fresh(random);
    sent.set(place, fresh);
    return fresh;
  }

  /** Entra signs with a new key from now on, and no longer vouches for what it signed before. */
  void rotateKeys() {
    // Twice, so that no token counts as newer than the key that has signed it
    generation.incrementAndGet();
    entra.rotateKeys();
    generation.incrementAndGet();
  }

  /** Whether the token of this request is signed with a key that is published. */
  boolean isCurrent(SoakRequest request) {
    return request.generation() == generation.get();
  }

  private SoakRequest fresh(ThreadLocalRandom random) {
    int signedIn = generation.get();
    SampleUser user = InventedUsers.number(random.nextInt(users));
    String version = random.nextBoolean() ? "1.0" : "2.0";
    TokenOrder order = TokenOrder.forUser(user).withVersion(version);
    return new SoakRequest(entra.token(order), user.objectId(), false, signedIn);
  }
}
