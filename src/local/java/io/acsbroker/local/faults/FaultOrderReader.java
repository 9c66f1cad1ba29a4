package io.acsbroker.local.faults;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.SampleUser;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code {"fault":"acs-slow","seconds":12}}: what nobody would heed is a mistake. */
final class FaultOrderReader {
  static final String NONE = "none";

  private static final long LONGEST = Duration.ofDays(2).toSeconds();

  private final JsonObject body;
  private final Directory directory;

  private FaultOrderReader(JsonObject body, Directory directory) {
    this.body = body;
    this.directory = directory;
  }

  /** The fault that is wanted; empty where none shall be any more. */
  static Optional<FaultOrder> read(String text, Directory directory) throws BadOrderException {
    FaultOrderReader reader =
        new FaultOrderReader(
            JsonObject.parse(text)
                .orElseThrow(() -> new BadOrderException("The body is not one JSON object.")),
            directory);
    return reader.read();
  }

  private Optional<FaultOrder> read() throws BadOrderException {
    String name = body.string("fault").orElse("");
    if (name.equals(NONE)) {
      requireMembers(name, List.of());
      return Optional.empty();
    }
    LocalFault fault =
        LocalFault.named(name)
            .orElseThrow(() -> new BadOrderException("fault is one of " + names() + "."));
    requireMembers(name, fault.members());
    return Optional.of(
        new FaultOrder(
            fault,
            fault.takes().has("user") ? Optional.of(user(body, directory)) : Optional.empty(),
            seconds("seconds", fault.takes() == LocalFault.Takes.CLOCK ? -LONGEST : 0),
            code(),
            seconds("forSeconds", 1)));
  }

  /** All that can be asked for. */
  private static String names() {
    return Arrays.stream(LocalFault.values())
            .map(LocalFault::text)
            .collect(Collectors.joining(", "))
        + ", "
        + NONE;
  }

  private void requireMembers(String name, List<String> more) throws BadOrderException {
    for (String member : body.names()) {
      boolean known =
          member.equals("fault")
              || more.contains(member)
              || (member.equals("forSeconds") && !name.equals(NONE));
      if (!known) {
        throw new BadOrderException(
            "%s has the members fault%s%s, and no other."
                .formatted(
                    name,
                    name.equals(NONE) ? "" : ", forSeconds",
                    more.stream().sorted().map(it -> ", " + it).collect(Collectors.joining())));
      }
    }
  }

  /** The user whom a body names. */
  static SampleUser user(JsonObject body, Directory directory) throws BadOrderException {
    return directory
        .byUserName(body.string("user").orElse(""))
        .orElseThrow(() -> new BadOrderException("user is one of those of /local/users."));
  }

  private Optional<String> code() throws BadOrderException {
    Optional<String> code = body.string("code");
    if (body.has("code") && code.filter(it -> it.matches("[A-Za-z]{1,80}")).isEmpty()) {
      throw new BadOrderException("code is a code of ACS: letters alone.");
    }
    return code;
  }

  private Optional<Duration> seconds(String member, long least) throws BadOrderException {
    Optional<Long> seconds = body.integer(member);
    if (body.has(member) && seconds.filter(it -> it >= least && it <= LONGEST).isEmpty()) {
      throw new BadOrderException(
          "%s is a whole number from %d to %d.".formatted(member, least, LONGEST));
    }
    return seconds.map(Duration::ofSeconds);
  }

  /** What is asked for cannot be done, as the message says to whoever asked. */
  static final class BadOrderException extends Exception {
    private static final long serialVersionUID = 1L;

    BadOrderException(String sentence) {
      super(sentence);
    }
  }
}
