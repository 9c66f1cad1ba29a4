package io.acsbroker.local.entra;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who exists in the local cloud: two organisations with a few users each, and one client. All ids
 * are the same in every run, so that settings and tests can name them.
 */
public final class SampleDirectory {
  /** A single-page application that both organisations have consented to. */
  public static final String CLIENT_ID = "7f5d1927-25eb-4dd2-af04-34d4735b6c38";

  public static final Organisation CONTOSO =
      new Organisation("Contoso", "72aa62aa-dd7a-4ca7-8940-f9482b30e300", "contoso.example");
  public static final Organisation FABRIKAM =
      new Organisation("Fabrikam", "474b705f-2e49-4339-922d-6fed6b807490", "fabrikam.example");

  public static final SampleUser ADELE =
      member("Adele", "adele", CONTOSO, "bcb2ef49-75df-4f72-aa17-6d4782335a19", true);
  public static final SampleUser ALEX =
      member("Alex", "alex", CONTOSO, "14c09aa5-2042-4050-a572-72508653509d", true);

  /** Has no Teams licence. */
  public static final SampleUser MEGAN =
      member("Megan", "megan", CONTOSO, "6e35762e-bf27-4285-ac39-0cc4fdbffb1d", false);

  public static final SampleUser LIDIA =
      member("Lidia", "lidia", FABRIKAM, "1c42523d-dae6-416d-891b-c371b7cc52d3", true);
  public static final SampleUser NESTOR =
      member("Nestor", "nestor", FABRIKAM, "edd5c385-2790-4d90-83a7-606c8c8d8efc", true);
  public static final SampleUser JONI =
      member("Joni", "joni", FABRIKAM, "38d1e019-ca4c-43d4-b243-5dafb5e198e0", true);

  /** Lidia of Fabrikam as a guest in Contoso, which gives guests no licence. */
  public static final SampleUser LIDIA_AS_GUEST =
      new SampleUser(
          "Lidia (guest)",
          "lidia_fabrikam.example#EXT#@contoso.example",
          CONTOSO,
          "045d5b54-9e87-46a3-ac91-4479e0597696",
          false,
          true);

  private static final List<SampleUser> USERS =
      List.of(ADELE, ALEX, MEGAN, LIDIA_AS_GUEST, LIDIA, NESTOR, JONI);

  private SampleDirectory() {}

  /** Everybody, guests in the organisation that they visit. */
  public static List<SampleUser> users() {
    return USERS;
  }

  /** Both organisations. */
  public static List<Organisation> organisations() {
    return List.of(CONTOSO, FABRIKAM);
  }

  /** The user of this name in any case; a guest also by the part before {@code #EXT#}. */
  public static Optional<SampleUser> byUserName(String userName) {
    String wanted = userName.toLowerCase(Locale.ROOT);
    return USERS.stream()
        .filter(
            user -> {
              String name = user.userName().toLowerCase(Locale.ROOT);
              // Shells and browsers cut an address at a # that nobody has encoded
              return name.equals(wanted) || name.startsWith(wanted + "#ext#");
            })
        .findFirst();
  }

  /** The user with this object id in this tenant, invented or not. */
  public static Optional<SampleUser> byObjectId(String tenantId, String objectId) {
    return USERS.stream()
        .filter(user -> user.organisation().tenantId().equals(tenantId))
        .filter(user -> user.objectId().equals(objectId))
        .findFirst()
        .or(() -> InventedUsers.byObjectId(tenantId, objectId));
  }

  /** Where a user signs in: their own organisation, or for a guest the other one. */
  static Organisation home(SampleUser user) {
    return user.guest() ? FABRIKAM : user.organisation();
  }

  private static SampleUser member(
      String name, String account, Organisation organisation, String objectId, boolean licence) {
    String userName = account + "@" + organisation.domain();
    return new SampleUser(name, userName, organisation, objectId, licence, false);
  }
}
