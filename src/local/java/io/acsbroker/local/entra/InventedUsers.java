package io.acsbroker.local.entra;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As many licensed users of Contoso as a load test needs, each known by a number alone. The
 * directory of the local cloud lists none of them.
 */
public final class InventedUsers {
  private static final String PREFIX = "10ad0000-0000-4000-8000-";
  private static final Pattern OBJECT_ID = Pattern.compile(PREFIX + "([0-9a-f]{12})");

  private InventedUsers() {}

  /** The user of this number, from 0 up; the same one in every run. */
  public static SampleUser number(long number) {
    return new SampleUser(
        "User " + number,
        "user" + number + "@" + SampleDirectory.CONTOSO.domain(),
        SampleDirectory.CONTOSO,
        String.format(Locale.ROOT, "%s%012x", PREFIX, number),
        true,
        false);
  }

  /** The user with this object id in this tenant. */
  static Optional<SampleUser> byObjectId(String tenantId, String objectId) {
    Matcher invented = OBJECT_ID.matcher(objectId);
    return tenantId.equals(SampleDirectory.CONTOSO.tenantId()) && invented.matches()
        ? Optional.of(number(Long.parseLong(invented.group(1), 16)))
        : Optional.empty();
  }
}
