package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.changed;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a device gets for its code, before its user has entered the other one and after.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code">The
 *     device authorization grant at Microsoft</a>
 */
class DeviceCodeRedemptionTest extends DeviceCodeFixture {
  /**
   * However fast somebody polls: Microsoft's list of errors has no {@code slow_down}, and its
   * libraries look for none. What Entra does have is a breaker of loops, after minutes
   * (AADSTS50196).
   *
   * @see <a
   *     href="https://github.com/AzureAD/microsoft-authentication-library-for-dotnet/issues/1495">AADSTS50196</a>
   */
  @Test
  void saysThatNobodyHasEnteredTheCodeYetHoweverFastItIsPolled() throws Exception {
    Map<String, Object> codes = codes();

    for (int poll = 0; poll < 5; poll++) {
      assertRefused("authorization_pending", 70016, poll(codes));
    }
  }

  @Test
  void saysThatTheUserDeclined() throws Exception {
    Map<String, Object> codes = codes();
    enter(codes, "");

    assertRefused("authorization_declined", 65004, poll(codes));
    assertEquals(400, enter(codes, ADELE).statusCode());
    assertRefused("authorization_declined", 65004, poll(codes));
  }

  @Test
  void endsACodeAfterAQuarterOfAnHour() throws Exception {
    Map<String, Object> codes = codes();
    clock.pass(Duration.ofMinutes(15));
    HttpResponse<String> late = enter(codes, ADELE);

    assertEquals(400, late.statusCode());
    assertTrue(late.body().contains("AADSTS70019: "), late.body());
    assertRefused("expired_token", 70020, poll(codes));
  }

  @Test
  void endsACodeThatWasConfirmedAndNotRedeemed() throws Exception {
    Map<String, Object> codes = codes();
    enter(codes, ADELE);
    clock.pass(Duration.ofMinutes(15));

    assertRefused("expired_token", 70020, poll(codes));
  }

  @Test
  void takesAUserCodeOnce() throws Exception {
    Map<String, Object> codes = codes();
    enter(codes, ADELE);
    HttpResponse<String> again = enter(codes, "alex@contoso.example");

    assertEquals(400, again.statusCode());
    assertTrue(again.body().contains("AADSTS70018: "), again.body());
    JWTClaimsSet access = fixture.entra.verified(text(poll(codes), "access_token")).orElseThrow();
    assertEquals(SampleDirectory.ADELE.objectId(), access.getStringClaim("oid"));
  }

  @Test
  void takesADeviceCodeOnce() throws Exception {
    Map<String, Object> codes = codes();
    enter(codes, ADELE);

    assertTrue(poll(codes).containsKey("access_token"));
    assertRefused("invalid_grant", 54005, poll(codes));
  }

  @Test
  void takesADeviceCodeOnceWhereThreeComeAtOnce() throws Exception {
    Map<String, Object> codes = codes();
    enter(codes, ADELE);
    assertEquals(
        List.of("[54005]", "[54005]", "granted"), SignInFixture.byThreeAtOnce(() -> poll(codes)));
  }

  /**
   * As msal4j sends it.
   *
   * @see <a
   *     href="https://github.com/AzureAD/microsoft-authentication-library-for-java/blob/dev/msal4j-sdk/src/main/java/com/microsoft/aad/msal4j/DeviceCodeAuthorizationGrant.java">DeviceCodeAuthorizationGrant</a>
   */
  @Test
  void takesTheNameOfTheGrantThatItHadBefore() throws Exception {
    Map<String, Object> codes = codes();
    enter(codes, ADELE);
    Map<String, String> redemption = changed(redemption(codes), "grant_type", "device_code");

    assertTrue(fixture.token(redemption, FROM_A_PROGRAM).containsKey("access_token"));
  }

  @ParameterizedTest
  @CsvSource({
    "device_code,nobody-gave-it,bad_verification_code,70018",
    "client_id,7f5d1927-25eb-4dd2-af04-34d4735b6c38,bad_verification_code,70018",
    "device_code,'',invalid_request,900144",
  })
  void refusesACodeThatItDidNotGive(String parameter, String value, String error, int number)
      throws Exception {
    Map<String, Object> codes = codes();
    enter(codes, ADELE);

    assertRefused(
        error, number, fixture.token(changed(redemption(codes), parameter, value), FROM_A_PROGRAM));
  }

  /**
   * A client that may not be public hears of it when it redeems the code, after its user has done
   * all.
   *
   * @see <a
   *     href="https://github.com/AzureAD/azure-activedirectory-library-for-nodejs/issues/140">Seen,
   *     under the number of its day</a>
   */
  @Test
  void wantsPublicClientFlowsSwitchedOn() throws Exception {
    Map<String, Object> codes = codes("client_id", SampleDirectory.CLIENT_ID);
    Map<String, String> redemption =
        changed(redemption(codes), "client_id", SampleDirectory.CLIENT_ID);
    assertRefused("authorization_pending", 70016, fixture.token(redemption, FROM_A_PROGRAM));
    enter(codes, ADELE);

    assertRefused("invalid_client", 7000218, fixture.token(redemption, FROM_A_PROGRAM));
  }
}
