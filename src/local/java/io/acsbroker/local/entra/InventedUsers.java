package io.acsbroker.local.entra;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As many licensed users as a load test needs, each known by a number alone: even ones in Contoso,
 * odd ones in Fabrikam. The directory of the local cloud lists none of them.
 */
public final class InventedUsers {
  private static final String PREFIX = "10ad0000-0000-4000-8000-";
  private static final Pattern OBJECT_ID = Pattern.compile(PREFIX + "([0-9a-f]{12})");

  private InventedUsers() {}

  /** The user of this number, from 0 up; the same one in every run. */
  public static SampleUser number(long number) {
    Organisation organisation =
        number % 2 == 0 ? SampleDirectory.CONTOSO : SampleDirectory.FABRIKAM;
    return new SampleUser(
        "User " + number,
        "user" + number + "@" + organisation.domain(),
        organisation,
        String.format(Locale.ROOT, "%s%012x", PREFIX, number),
        true,
        false,
        Membership.NONE);
  }

  /** The user with this object id in this tenant. */
  static Optional<SampleUser> byObjectId(String tenantId, String objectId) {
    Matcher invented = OBJECT_ID.matcher(objectId);
    return invented.matches()
        ? Optional.of(number(Long.parseLong(invented.group(1), 16)))
            .filter(user -> user.organisation().tenantId().equals(tenantId))
        : Optional.empty();
  }
}
