package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.AskedScopes;
import io.acsbroker.local.entra.GivenOut;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** The codes of devices: good for a quarter of an hour, and told as expired for another one. */
final class DeviceCodes {
  static final Duration LIFETIME = Duration.ofMinutes(15);

  /** No letter is taken for a digit. */
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 9;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final GivenOut<DeviceCode> bySecret = new GivenOut<>();
  private final InstantSource clock;

  DeviceCodes(InstantSource clock) {
    this.clock = clock;
  }

  DeviceCode give(String tenant, Application app, AskedScopes scopes, String claims) {
    Instant now = clock.instant();
    bySecret.removeIf(old -> old.hasEnded(now.minus(LIFETIME)));
    DeviceCode code =
        new DeviceCode(
            "1.local-device-" + UUID.randomUUID(),
            userCode(),
            tenant,
            app,
            scopes,
            claims,
            now.plus(LIFETIME),
            new AtomicReference<>(DeviceCode.State.OPEN));
    bySecret.put(code.secret(), code);
    return code;
  }

  /** What the application gets that comes with this code. */
  DeviceCode.Polled poll(String secret, String clientId) {
    return bySecret
        .find(secret)
        .filter(code -> code.app().clientId().equals(clientId))
        .map(code -> code.poll(clock.instant()))
        .orElseGet(() -> new DeviceCode.Polled.Denied(Denial.DEVICE_CODE_UNKNOWN));
  }

  /** The code whose user has typed this; empty where there never was one. */
  Optional<DeviceCode> withUserCode(String typed) {
    String wanted = typed.strip().toUpperCase(Locale.ROOT);
    return bySecret.all().stream().filter(it -> it.userCode().equals(wanted)).findFirst();
  }

  /** Forgets all of them. */
  void clear() {
    bySecret.clear();
  }

  boolean hasEnded(DeviceCode code) {
    return code.hasEnded(clock.instant());
  }

  private static String userCode() {
    StringBuilder code = new StringBuilder(LENGTH);
    while (code.length() < LENGTH) {
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }
}
