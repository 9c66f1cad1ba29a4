package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.AppRole;
import io.acsbroker.token.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles, groups and guests, as a token that Entra signed tells them. */
class UserStandingTest {
  private static final String GROUP = "5f5c8a8c-6d53-4d0f-b9a5-6f8d2f1f0a11";
  private static final String HOME =
      "https://sts.windows.net/474b705f-2e49-4339-922d-6fed6b807490/";

  private static UserStanding standing(SampleToken token) {
    return assertInstanceOf(Verified.class, token.verify()).token().standing();
  }

  private static UserStanding standing(String claim, Object value) {
    return standing(SampleToken.v2().without("idp").without("acct").with(claim, value));
  }

  @Test
  void isPlainWhereTheTokenTellsNothing() {
    assertSame(UserStanding.PLAIN, standing(SampleToken.v1().without("idp").without("acct")));
  }

  @Test
  void hasTheRolesOfTheToken() {
    assertEquals(
        Set.of(new AppRole("Calls.Place"), new AppRole("Calls.Watch")),
        standing("roles", List.of("Calls.Place", "Calls.Watch")).roles());
  }

  @Test
  void hasTheGroupsOfTheToken() {
    UserStanding standing = standing("groups", List.of(GROUP));
    assertEquals(Set.of(new ObjectId(GROUP)), standing.groups());
    assertEquals(false, standing.groupsOverage());
  }

  @Test
  void takesNothingForARoleOrAGroupThatIsNone() {
    assertEquals(Set.of(), standing("roles", List.of("", " ", "a b", 1, "x".repeat(121))).roles());
    assertEquals(Set.of(), standing("roles", "Calls.Place").roles());
    assertEquals(Set.of(), standing("roles", Map.of("Calls.Place", true)).roles());
    assertEquals(Set.of(), standing("groups", List.of("sales", GROUP + "0")).groups());
    assertEquals(Set.of(), standing("groups", GROUP).groups());
  }

  @Test
  void knowsThatTheGroupsAreTooMany() {
    assertEquals(true, standing("_claim_names", Map.of("groups", "src1")).groupsOverage());
    assertEquals(true, standing("hasgroups", true).groupsOverage());
    assertEquals(false, standing("_claim_names", Map.of("wids", "src1")).groupsOverage());
  }

  @ParameterizedTest
  @CsvSource({"0,", "1, acct", "2, acct"})
  void takesAnAccountForAGuestsAsItSays(int account, @Nullable String guest) {
    assertEquals(Optional.ofNullable(guest), standing("acct", account).guest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "member", ""})
  void takesAnAccountOfAnUnknownKindForAGuests(String account) {
    assertEquals(Optional.of("acct"), standing("acct", account).guest());
  }

  @Test
  void takesWhoeverSignsInElsewhereForAGuest() {
    assertEquals(Optional.of("idp"), standing("idp", HOME).guest());
    assertEquals(Optional.of("idp"), standing("idp", "live.com").guest());
    assertEquals(Optional.of("idp"), standing("idp", 1).guest());
    assertEquals(
        Optional.empty(),
        standing(SampleToken.v1().without("acct").with("idp", v1Issuer())).guest());
    assertEquals(Optional.empty(), standing("idp", v1Issuer()).guest());
  }

  @Test
  void believesTheAccountBeforeTheProvider() {
    assertEquals(
        Optional.empty(), standing(SampleToken.v1().with("acct", 0).with("idp", HOME)).guest());
  }

  private static String v1Issuer() {
    return "https://sts.windows.net/" + SampleToken.CONTOSO.value() + "/";
  }
}
