package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.AskedScopes;
import io.acsbroker.local.entra.SampleUser;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A code that a device polls with, and whether its user has entered the other one.
 *
 * @param secret which the device keeps
 * @param userCode which it shows
 * @param tenant at whose authority it was asked for
 * @param claims of a claims challenge that the token has to meet; empty for none
 * @param until when both codes end
 */
record DeviceCode(
    String secret,
    String userCode,
    String tenant,
    Application app,
    AskedScopes scopes,
    String claims,
    Instant until,
    AtomicReference<State> state) {

  /** How far it is. */
  sealed interface State {
    State OPEN = new Open();
    State DECLINED = new Declined();
    State REDEEMED = new Redeemed();

    /** Nobody has entered the user's code yet. */
    record Open() implements State {}

    /** This person has. */
    record Confirmed(SampleUser user) implements State {}

    /** Somebody has, and said no. */
    record Declined() implements State {}

    /** The device has got its tokens. */
    record Redeemed() implements State {}
  }

  /** What a device gets that polls. */
  sealed interface Polled {
    /** What tokens are made of. */
    record Granted(Grant grant) implements Polled {}

    /** Nothing, and why. */
    record Denied(Denial denial) implements Polled {}
  }

  boolean hasEnded(Instant now) {
    return !until.isAfter(now);
  }

  boolean isOpen() {
    return state.get() instanceof State.Open;
  }

  /** Takes the user's word, once; whether it was the first. */
  boolean answer(State answer) {
    return state.compareAndSet(State.OPEN, answer);
  }

  Polled poll(Instant now) {
    if (hasEnded(now)) {
      return new Polled.Denied(Denial.DEVICE_CODE_EXPIRED);
    }
    State current = Objects.requireNonNull(state.get());
    return switch (current) {
      case State.Open() -> new Polled.Denied(Denial.AUTHORIZATION_PENDING);
      case State.Declined() -> new Polled.Denied(Denial.AUTHORIZATION_DECLINED);
      case State.Redeemed() -> new Polled.Denied(Denial.CODE_REDEEMED);
      case State.Confirmed(SampleUser user) -> redeem(current, user);
    };
  }

  private Polled redeem(State confirmed, SampleUser user) {
    return switch (app.kind()) {
      case SPA -> new Polled.Denied(Denial.CLIENT_NOT_PUBLIC);
      case PUBLIC_CLIENT ->
          state.compareAndSet(confirmed, State.REDEEMED)
              ? new Polled.Granted(new Grant(user, app, scopes, "", claims))
              : new Polled.Denied(Denial.CODE_REDEEMED);
    };
  }
}
