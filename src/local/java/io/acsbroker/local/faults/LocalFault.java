package io.acsbroker.local.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be made to go wrong in the local cloud, each with a sentence for its documentation. */
public enum LocalFault {
  ACS_SLOW(Takes.SECONDS, AcsFaults::slow, "ACS answers `seconds` late, 12 unless they are said."),
  ACS_THROTTLED(
      Takes.SECONDS,
      AcsFaults::throttled,
      "ACS answers 429 with `Retry-After: seconds`, 30 unless they are said."),
  ACS_DENIED(
      Takes.NOTHING,
      AcsFaults::denied,
      "ACS refuses the broker: its role is gone, and so is its key (401 `Denied`)."),
  ACS_HTML(Takes.NOTHING, AcsFaults::html, "A proxy answers in ACS's place: 200 with HTML."),
  ACS_UNREACHABLE(
      Takes.NOTHING, AcsFaults::unreachable, "Connections to ACS end before it has answered."),
  ACS_REJECTS(
      Takes.NOTHING,
      AcsFaults::rejects,
      "ACS finds another `appId` in the token than the broker did (400 `ValidationError`)."),
  ACS_REPLACED(
      Takes.NOTHING,
      AcsFaults::replaced,
      "ACS is another resource, which owns no ACS identity that there is (401"
          + " `IdentityNotOwned`)."),
  ACS_CHALLENGES(
      Takes.USER,
      AcsFaults::challenges,
      "ACS answers the tokens of `user` with a claims challenge until one was issued for it."),
  ACS_ACCESS_WITHDRAWN(
      Takes.USER,
      AcsFaults::accessWithdrawn,
      "The tenant of `user` has no access to the ACS resource as Entra ID users any more."),
  TEAMS_REFUSES(
      Takes.USER_AND_CODE,
      AcsFaults::teamsRefuses,
      "Teams does not let `user` in, and says `code`, `TeamsDisabledForTenantForbidden` unless it"
          + " is said (403)."),
  KEYS_ROTATED(
      Takes.NOTHING,
      EntraFaults::keysRotated,
      "Entra signs with a new key, which it publishes beside the old one. It stays so after"
          + " `none`."),
  KEYS_AHEAD(
      Takes.NOTHING,
      EntraFaults::keysAhead,
      "Entra signs with a new key that its key servers do not have yet."),
  KEYS_REPLACED(
      Takes.NOTHING,
      EntraFaults::keysReplaced,
      "Entra signs with a new key, and its key servers have another one alone."),
  KEYS_DOWN(Takes.NOTHING, EntraFaults::keysDown, "Entra's key servers answer 500."),
  KEYS_UNREACHABLE(
      Takes.NOTHING,
      EntraFaults::keysUnreachable,
      "Connections to Entra's key servers end before they have answered."),
  ENTRA_THROTTLED(
      Takes.SECONDS,
      EntraFaults::throttled,
      "Entra's token endpoint answers 429 (AADSTS90055) with `Retry-After: seconds`, 30 unless"
          + " they are said."),
  ENTRA_UNREACHABLE(
      Takes.NOTHING,
      EntraFaults::unreachable,
      "Connections to Entra's token endpoint end before it has answered."),
  ENTRA_HTML(
      Takes.NOTHING,
      EntraFaults::html,
      "A proxy answers in the place of Entra's token endpoint: 200 with HTML."),
  ENTRA_DENIED(
      Takes.NOTHING,
      EntraFaults::denied,
      "Entra finds no federated credential for the broker's API (AADSTS700213)."),
  ENTRA_WRONG_TOKEN(
      Takes.NOTHING,
      EntraFaults::wrongToken,
      "Entra's tokens on behalf of users are for Microsoft Graph, whatever was asked for."),
  ENTRA_CHALLENGES(
      Takes.USER,
      EntraFaults::challenges,
      "Entra wants a second factor of `user` before anything is done on their behalf"
          + " (AADSTS50076)."),
  CONSENT_WITHDRAWN(
      Takes.USER,
      EntraFaults::consentWithdrawn,
      "Nobody has consented that the broker's API acts on behalf of `user` (AADSTS65001)."),
  USER_BLOCKED(
      Takes.USER,
      EntraFaults::userBlocked,
      "The account of `user` is disabled: no sign-in, no refresh token and nothing on their behalf"
          + " (AADSTS50057). Tokens that there are live on, and `/local/token` still gives some."),
  TENANT_BLOCKED(
      Takes.NOTHING,
      EntraFaults::tenantBlocked,
      "Microsoft has blocked the tenants: nothing is done on behalf of their users"
          + " (AADSTS5000224)."),
  APPLICATION_DISABLED(
      Takes.NOTHING,
      EntraFaults::applicationDisabled,
      "The users' tenants have disabled the broker's API (AADSTS7000112)."),
  ELSEWHERE_DOWN(Takes.NOTHING, ElsewhereFaults::down, "The company's own sign-in answers 500."),
  ELSEWHERE_HTML(
      Takes.NOTHING,
      ElsewhereFaults::html,
      "A proxy answers in the place of the company's own sign-in: 200 with HTML."),
  ELSEWHERE_MOVED(
      Takes.NOTHING,
      ElsewhereFaults::moved,
      "The company's own sign-in redirects whoever asks for its configuration or keys (302)."),
  ELSEWHERE_RENAMED(
      Takes.NOTHING,
      ElsewhereFaults::renamed,
      "The configuration of the company's own sign-in names another issuer, with one slash more."),
  CLOCK_SHIFTED(
      Takes.CLOCK,
      PlatformFaults::clockShifted,
      "The clocks of all emulators are `seconds` before the broker's, or behind it where they are"
          + " negative; 600 unless they are said."),
  TABLE_GONE(
      Takes.NOTHING,
      PlatformFaults::tableGone,
      "The table of ACS identities was deleted (404 `TableNotFound`)."),
  TABLE_DOWN(
      Takes.NOTHING, PlatformFaults::tableDown, "The Table service answers 503 `ServerBusy`."),
  TABLE_UNREACHABLE(
      Takes.NOTHING,
      PlatformFaults::tableUnreachable,
      "Connections to the Table service end before it has answered."),
  IDENTITY_GONE(
      Takes.NOTHING,
      PlatformFaults::identityGone,
      "The app has no managed identity any more: it gets no tokens, and those that it has are worth"
          + " nothing.");

  /** Each in the place of the others. */
  private static final List<Set<LocalFault>> ONE_OF =
      List.of(
          Set.of(KEYS_ROTATED, KEYS_AHEAD, KEYS_REPLACED),
          Set.of(ENTRA_DENIED, TENANT_BLOCKED, APPLICATION_DISABLED));

  private final Takes takes;

  @SuppressWarnings("ImmutableEnumChecker") // a method, without any state
  private final FaultEffect effect;

  private final String sentence;

  LocalFault(Takes takes, FaultEffect effect, String sentence) {
    this.takes = takes;
    this.effect = effect;
    this.sentence = sentence;
  }

  /** What an order has to say, or can. */
  enum Takes {
    NOTHING,
    SECONDS,
    CLOCK,
    USER,
    USER_AND_CODE;

    List<String> members() {
      return switch (this) {
        case NOTHING -> List.of();
        case SECONDS, CLOCK -> List.of("seconds");
        case USER -> List.of("user");
        case USER_AND_CODE -> List.of("user", "code");
      };
    }

    boolean has(String member) {
      return members().contains(member);
    }
  }

  /** The fault of this name. */
  static Optional<LocalFault> named(String text) {
    return Arrays.stream(values()).filter(fault -> fault.text().equals(text)).findFirst();
  }

  /** Its name, as it is asked for. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What happens while it lasts. */
  public String sentence() {
    return sentence;
  }

  /** Which members an order has besides {@code fault} and {@code forSeconds}. */
  public List<String> members() {
    return takes.members();
  }

  Takes takes() {
    return takes;
  }

  boolean excludes(LocalFault other) {
    return this == other
        || ONE_OF.stream().anyMatch(set -> set.contains(this) && set.contains(other));
  }

  /** Makes it happen, and returns what ends it. */
  Runnable begin(Services services, FaultOrder order) {
    return effect.begin(services, order);
  }
}
