package io.acsbroker.local.signin;

import io.acsbroker.local.entra.GivenOut;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** The codes that applications turn into tokens: each once, within ten minutes. */
final class Codes {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final GivenOut<Code> codes = new GivenOut<>();
  private final InstantSource clock;

  Codes(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A code that was given out.
   *
   * @param redirect where it was sent, and where it has to be said to have come from
   * @param redeemed whether somebody came with it
   */
  record Code(
      Grant grant,
      RedirectAddress redirect,
      CodeChallenge challenge,
      Instant until,
      AtomicBoolean redeemed) {}

  /** What somebody gets who comes with a code. */
  sealed interface Taken {
    /** The code, which is worth nothing from now on. */
    record Good(Code code) implements Taken {}

    /** Nothing, and why. */
    record Bad(Denial denial) implements Taken {}
  }

  String give(Grant grant, RedirectAddress redirect, CodeChallenge challenge) {
    Instant now = clock.instant();
    codes.removeIf(code -> !code.until().isAfter(now));
    String code = "1.local-" + UUID.randomUUID();
    Instant until = now.plus(LIFETIME);
    codes.put(code, new Code(grant, redirect, challenge, until, new AtomicBoolean()));
    return code;
  }

  Taken take(String name) {
    return codes
        .find(name)
        .filter(code -> code.until().isAfter(clock.instant()))
        .map(Codes::redeem)
        .orElseGet(() -> new Taken.Bad(Denial.CODE));
  }

  private static Taken redeem(Code code) {
    return code.redeemed().compareAndSet(false, true)
        ? new Taken.Good(code)
        : new Taken.Bad(Denial.CODE_REDEEMED);
  }

  /** Forgets all. */
  void clear() {
    codes.clear();
  }
}
