package io.acsbroker.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.net.ServerClock;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.subject.Verification.Verified;
import io.acsbroker.token.AcsResource;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.TokenVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A token of one cloud counts in that cloud, and in no other, even were the key the same. */
class NationalCloudTest {
  private static String token(EntraEmulator entra, EntraCloud cloud, TokenVersion version) {
    SampleToken sample = version == TokenVersion.V1 ? SampleToken.v1() : SampleToken.v2();
    Set<String> audiences = AcsResource.COMMUNICATION_SERVICES.profile(cloud).audiences(version);
    sample.with("iss", cloud.issuer(SampleToken.CONTOSO, version));
    sample.with("aud", audiences.stream().sorted().toList().getLast());
    return entra.sign(entra.header(SampleToken.V1), sample.claims);
  }

  private static Verification verify(
      EntraCloud keysOf, EntraCloud tokenOf, EntraCloud verifierOf, TokenVersion version)
      throws Exception {
    return verify(keysOf, Optional.empty(), tokenOf, verifierOf, version);
  }

  private static Verification verify(
      EntraCloud keysOf,
      Optional<String> keyCloud,
      EntraCloud tokenOf,
      EntraCloud verifierOf,
      TokenVersion version)
      throws Exception {
    try (EntraEmulator entra = EntraEmulator.start(0, SampleToken.CLOCK)) {
      Map<String, Object> key = entra.keys().getKeys().getFirst().toPublicJWK().toJSONObject();
      key.put("issuer", keysOf.authorityHost() + "/{tenantid}/v2.0");
      keyCloud.ifPresent(name -> key.put("cloud_instance_name", name));
      entra.answerKeyRequests(CannedAnswer.json(200, Map.of("keys", List.of(key))));
      EntraVerifierSettings settings =
          new EntraVerifierSettings(
              verifierOf,
              entra.authority(),
              new AllowedTenants.Listed(Set.of(SampleToken.CONTOSO)),
              Duration.ofSeconds(60));
      return settings
          .verifier(
              BoundedHttp.client().build(),
              SampleToken.CLOCK,
              new ServerClock(SampleToken.CLOCK),
              (tenant, failure) -> {})
          .verify(
              new ReceivedToken(token(entra, tokenOf, version)),
              AcsResource.COMMUNICATION_SERVICES.profile(verifierOf),
              SampleToken.soon());
    }
  }

  private static RejectionReason reason(Verification verification) {
    return assertInstanceOf(Rejected.class, verification).reason();
  }

  @ParameterizedTest
  @EnumSource(EntraCloud.class)
  void acceptsTheTokensOfItsOwnCloud(EntraCloud cloud) throws Exception {
    for (TokenVersion version : TokenVersion.values()) {
      assertInstanceOf(Verified.class, verify(cloud, cloud, cloud, version));
    }
  }

  @ParameterizedTest
  @EnumSource(EntraCloud.class)
  void refusesTheTokensOfAnother(EntraCloud own) throws Exception {
    for (EntraCloud other : EntraCloud.values()) {
      if (other != own) {
        for (TokenVersion version : TokenVersion.values()) {
          assertEquals(RejectionReason.KEY_OF_OTHERS, reason(verify(other, other, own, version)));
        }
        assertEquals(
            RejectionReason.ISSUER_WRONG, reason(verify(own, other, own, TokenVersion.V2)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, microsoftonline.com",
    "US_GOVERNMENT, microsoftonline.us",
    "CHINA, partner.microsoftonline.cn"
  })
  void acceptsNoKeyThatIsNotOfItsCloudThoughItsIssuerIs(EntraCloud own, String ownName)
      throws Exception {
    for (TokenVersion version : TokenVersion.values()) {
      assertInstanceOf(Verified.class, verify(own, Optional.of(ownName), own, own, version));
      for (String name :
          List.of("microsoftonline.com", "microsoftonline.us", "partner.microsoftonline.cn", "")) {
        if (!name.equals(ownName)) {
          assertEquals(
              RejectionReason.KEY_OF_OTHERS,
              reason(verify(own, Optional.of(name), own, own, version)));
        }
      }
    }
  }

  @Test
  void refusesTheAudienceOfAnotherCloudWhereTheIssuersAreTheSame() throws Exception {
    assertEquals(
        RejectionReason.AUDIENCE_WRONG,
        reason(
            verify(
                EntraCloud.PUBLIC, EntraCloud.US_GOVERNMENT, EntraCloud.PUBLIC, TokenVersion.V1)));
  }
}
