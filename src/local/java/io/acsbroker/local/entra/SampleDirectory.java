package io.acsbroker.local.entra;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who exists in the local cloud: two organisations with a few users each, one more that the broker
 * does not serve, and the applications that all of them have. All ids are the same in every run, so
 * that settings and tests can name them.
 */
public final class SampleDirectory {
  /** A single-page application that both organisations have consented to. */
  public static final String CLIENT_ID = "7f5d1927-25eb-4dd2-af04-34d4735b6c38";

  /** A single-page application that gets tokens for the broker's API, and none for ACS. */
  public static final String CALLER_CLIENT_ID = "0c5cf25d-f3f7-4ad7-8a3e-16a1b3ffb9c4";

  /** A program for consoles and desktops, a public client that has no secret. */
  public static final String NATIVE_CLIENT_ID = "e4c0a7d2-5b3f-4a86-9d61-2f7b8c905e1a";

  /** Who an application is that calls for itself: its service principal. */
  public static final String CALLER_OBJECT_ID = "3a9d4f0e-7c1b-4f8e-9a55-8f0b6d1c2e93";

  /** The broker's own API, an application of Contoso's. */
  public static final String BROKER_API_CLIENT_ID = "d2b1ccd9-6bb1-4d0b-9d0e-5d2d7a7f4d5e";

  /** A single-page application that is its own API, and gets tokens for ACS as well. */
  public static final String ONE_REGISTRATION_CLIENT_ID = "c3f0f4f5-8a4b-4a53-9f0b-6f0e2a1d7b64";

  /** What clients of the broker's API ask for. */
  public static final String BROKER_API_SCOPE = "access_as_user";

  /** The broker's user-assigned identity, in Contoso: the value of {@code AZURE_CLIENT_ID}. */
  public static final String IDENTITY_CLIENT_ID = "1b55071d-0f35-4333-97d8-d79e7dd4fd6f";

  /** The same identity's principal id, the subject of the broker's federated credential. */
  public static final String IDENTITY_OBJECT_ID = "8b8f3867-91fc-401d-8598-9a4b9e274bbc";

  /** A role of the broker's API. */
  public static final String CALLS_ROLE = "Calls.Place";

  /** A group of Contoso's. */
  public static final String CONTOSO_SALES = "5f5c8a8c-6d53-4d0f-b9a5-6f8d2f1f0a11";

  /** A group of Fabrikam's. */
  public static final String FABRIKAM_SUPPORT = "9be1f8c3-0fd4-4d9c-8b62-27a3b8d55e02";

  public static final Organisation CONTOSO =
      new Organisation("Contoso", "72aa62aa-dd7a-4ca7-8940-f9482b30e300", "contoso.example", true);
  public static final Organisation FABRIKAM =
      new Organisation(
          "Fabrikam", "474b705f-2e49-4339-922d-6fed6b807490", "fabrikam.example", true);

  /** Whom the broker of the local cloud does not serve. */
  public static final Organisation LITWARE =
      new Organisation("Litware", "5a8f3a0e-2d0b-4c3f-8f6d-0c9f4b7e61d2", "litware.example", false);

  /** Has the role, and is in sales. */
  public static final SampleUser ADELE =
      member("Adele", "adele", CONTOSO, "bcb2ef49-75df-4f72-aa17-6d4782335a19", true)
          .with(new Membership(List.of(CALLS_ROLE), List.of(CONTOSO_SALES), false));

  public static final SampleUser ALEX =
      member("Alex", "alex", CONTOSO, "14c09aa5-2042-4050-a572-72508653509d", true);

  /** Is in more groups than fit in a token. */
  public static final SampleUser DIEGO =
      member("Diego", "diego", CONTOSO, "6cc38e39-2ba8-4b95-9a0d-1a9ab3e4c6f7", true)
          .with(Membership.NONE.withTooManyGroups());

  /** Has not consented that the broker's API acts on her behalf, nor has anybody for her. */
  public static final SampleUser HENRIETTA =
      member("Henrietta", "henrietta", CONTOSO, "b0f7d6a5-18a4-4c52-8f39-90c1e2d4a3b8", true);

  /** Has no Teams licence. */
  public static final SampleUser MEGAN =
      member("Megan", "megan", CONTOSO, "6e35762e-bf27-4285-ac39-0cc4fdbffb1d", false);

  /** Has the role, and is in support. */
  public static final SampleUser LIDIA =
      member("Lidia", "lidia", FABRIKAM, "1c42523d-dae6-416d-891b-c371b7cc52d3", true)
          .with(new Membership(List.of(CALLS_ROLE), List.of(FABRIKAM_SUPPORT), false));

  public static final SampleUser NESTOR =
      member("Nestor", "nestor", FABRIKAM, "edd5c385-2790-4d90-83a7-606c8c8d8efc", true);
  public static final SampleUser JONI =
      member("Joni", "joni", FABRIKAM, "38d1e019-ca4c-43d4-b243-5dafb5e198e0", true);

  /** Is at home where the broker serves nobody. */
  public static final SampleUser ISAIAH =
      member("Isaiah", "isaiah", LITWARE, "f3f0d6b7-6c39-4b0e-9a51-2d1c7b8e4f60", true);

  /** Lidia of Fabrikam as a guest in Contoso, which gives guests no licence. */
  public static final SampleUser LIDIA_AS_GUEST =
      new SampleUser(
          "Lidia (guest)",
          "lidia_fabrikam.example#EXT#@contoso.example",
          CONTOSO,
          "045d5b54-9e87-46a3-ac91-4479e0597696",
          false,
          true,
          Membership.NONE);

  /** The broker's own API, as an application. */
  public static final BrokerApi BROKER_API =
      new BrokerApi(BROKER_API_CLIENT_ID, "Token Broker", BROKER_API_SCOPE);

  /** All of it. */
  public static final Directory DIRECTORY =
      new Directory(
          List.of(CONTOSO, FABRIKAM, LITWARE),
          List.of(
              ADELE, ALEX, DIEGO, HENRIETTA, MEGAN, LIDIA_AS_GUEST, LIDIA, NESTOR, JONI, ISAIAH),
          List.of(
              new Application(CLIENT_ID, "Sample web app", ApplicationKind.SPA, true),
              new Application(CALLER_CLIENT_ID, "Sample calling app", ApplicationKind.SPA, false),
              new Application(
                  NATIVE_CLIENT_ID, "Sample console app", ApplicationKind.PUBLIC_CLIENT, true),
              new Application(
                  ONE_REGISTRATION_CLIENT_ID,
                  "Sample app with an API of its own",
                  ApplicationKind.SPA,
                  true,
                  Optional.of(EntraResource.ONE_REGISTRATION))),
          BROKER_API,
          Set.of(HENRIETTA));

  private SampleDirectory() {}

  /** Everybody, guests in the organisation that they visit. */
  public static List<SampleUser> users() {
    return DIRECTORY.users();
  }

  private static SampleUser member(
      String name, String account, Organisation organisation, String objectId, boolean licence) {
    String userName = account + "@" + organisation.domain();
    return new SampleUser(name, userName, organisation, objectId, licence, false, Membership.NONE);
  }
}
