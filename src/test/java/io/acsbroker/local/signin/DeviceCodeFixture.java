package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.changed;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

/** A device that signs somebody in, and the page on which that person enters its code. */
abstract class DeviceCodeFixture {
  static final String ADELE = "adele@contoso.example";
  static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  static final String[] FROM_A_PROGRAM = {};

  final ManualClock clock = new ManualClock();
  @AutoClose final SignInFixture fixture = new SignInFixture(clock);

  static Map<String, String> request(String... changes) {
    return changed(
        Map.of(
            "client_id",
            SampleDirectory.NATIVE_CLIENT_ID,
            "scope",
            "openid profile offline_access " + ACS_SCOPE),
        changes);
  }

  Map<String, Object> codes(String... changes) throws Exception {
    return JSONObjectUtils.parse(
        fixture.post("/organizations/oauth2/v2.0/devicecode", request(changes)).body());
  }

  /** Where the device sends its user. */
  static String page(Map<String, Object> codes) {
    return URI.create(text(codes, "verification_uri")).getPath();
  }

  HttpResponse<String> enter(Map<String, Object> codes, String userName) throws Exception {
    return fixture.post(
        page(codes), Map.of("otc", text(codes, "user_code"), "local_user", userName));
  }

  Map<String, Object> poll(Map<String, Object> codes) throws Exception {
    return fixture.token(redemption(codes), FROM_A_PROGRAM);
  }

  static Map<String, String> redemption(Map<String, Object> codes) {
    return Map.of(
        "grant_type",
        GRANT,
        "client_id",
        SampleDirectory.NATIVE_CLIENT_ID,
        "device_code",
        text(codes, "device_code"));
  }

  static void assertRefused(String error, int number, Map<String, Object> answer) {
    assertEquals(List.of((long) number), answer.get("error_codes"), answer.toString());
    assertEquals(error, answer.get("error"));
  }
}
