package io.acsbroker.deployment;

import io.acsbroker.local.entra.SigningKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A token as Entra writes it for ACS, signed with a key that was made a moment ago. */
final class ForgedToken {
  private static final long LIFETIME_SECONDS = 3600;

  private ForgedToken() {}

  static String ofTenant(String tenant, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", "https://auth.msft.communication.azure.com");
    claims.put("iss", "https://sts.windows.net/" + tenant + "/");
    claims.put("iat", now.getEpochSecond());
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + LIFETIME_SECONDS);
    claims.put("appid", UUID.randomUUID().toString());
    claims.put("oid", UUID.randomUUID().toString());
    claims.put("scp", "Teams.ManageCalls Teams.ManageChats");
    claims.put("tid", tenant);
    claims.put("ver", "1.0");
    SigningKey key = SigningKey.generate();
    return key.sign(key.header(), claims);
  }
}
