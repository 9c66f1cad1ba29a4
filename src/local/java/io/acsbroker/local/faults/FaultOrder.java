package io.acsbroker.local.faults;

import io.acsbroker.local.entra.SampleUser;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A fault that somebody wants.
 *
 * @param user whom it happens to, where it happens to one
 * @param seconds how late, how long or how far, where that can be said and was
 * @param code in which words a user is refused, where that can be said and was
 * @param lasting until when it lasts from now on; without, until it is ended
 */
public record FaultOrder(
    LocalFault fault,
    Optional<SampleUser> user,
    Optional<Duration> seconds,
    Optional<String> code,
    Optional<Duration> lasting) {

  /** One that happens to everybody, until it is ended. */
  public static FaultOrder of(LocalFault fault) {
    return new FaultOrder(
        fault, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same, so late, so long or so far. */
  public static FaultOrder of(LocalFault fault, Duration seconds) {
    return new FaultOrder(
        fault, Optional.empty(), Optional.of(seconds), Optional.empty(), Optional.empty());
  }

  /** The user of a fault that happens to one. */
  SampleUser theUser() {
    return user.orElseThrow(() -> new IllegalStateException(fault + " is a user's"));
  }

  Duration secondsOr(int usual) {
    return seconds.orElse(Duration.ofSeconds(usual));
  }

  /** Whether both cannot be at the same time. */
  boolean excludes(FaultOrder other) {
    return fault.excludes(other.fault()) && user.equals(other.user());
  }

  /** As it was asked for. */
  Map<String, Object> described() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("fault", fault.text());
    user.ifPresent(it -> members.put("user", it.userName()));
    seconds.ifPresent(it -> members.put("seconds", it.toSeconds()));
    code.ifPresent(it -> members.put("code", it));
    lasting.ifPresent(it -> members.put("forSeconds", it.toSeconds()));
    return members;
  }
}
