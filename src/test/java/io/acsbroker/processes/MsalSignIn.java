package io.acsbroker.processes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.Organisation;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.overhttp.RunningBroker;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;

/** A sign-in with msal4j at the local Entra. */
final class MsalSignIn {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final String PAGE = "http://localhost:5173/redirect.html";
  private static final String VERIFIER = "a-verifier-that-nobody-else-knows-0123456789";
  private static final Set<String> SCOPES =
      Set.of(
          "https://auth.msft.communication.azure.com/Teams.ManageCalls",
          "https://auth.msft.communication.azure.com/Teams.ManageChats");

  private MsalSignIn() {}

  /** The user has signed in before, in a browser; msal4j keeps what it got for them. */
  static PublicClientApplication of(SampleUser user) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
    String authorize =
        ("%s/%s/oauth2/v2.0/authorize?client_id=%s&redirect_uri=%s&response_type=code"
                + "&response_mode=query&scope=openid+profile+offline_access+%s&nonce=n&state=s"
                + "&code_challenge=%s&code_challenge_method=S256&local_user=%s")
            .formatted(
                CLOUD.entra().authority(),
                user.organisation().tenantId(),
                SampleDirectory.NATIVE_CLIENT_ID,
                PAGE,
                String.join("+", SCOPES),
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                user.userName());
    HttpResponse<String> picked = RunningBroker.send(HttpRequest.newBuilder(URI.create(authorize)));
    String back = picked.headers().firstValue("location").orElseThrow();
    String code = back.replaceFirst(".*[?&]code=([^&]+).*", "$1");
    PublicClientApplication entra = nobody(user.organisation());
    entra
        .acquireToken(
            AuthorizationCodeParameters.builder(code, URI.create(PAGE))
                .codeVerifier(VERIFIER)
                .scopes(SCOPES)
                .build())
        .get();
    return entra;
  }

  /** At the authority of this organisation; nobody has signed in yet. */
  static PublicClientApplication nobody(Organisation organisation) throws Exception {
    return PublicClientApplication.builder(SampleDirectory.NATIVE_CLIENT_ID)
        .authority(CLOUD.entra().secureAuthority() + "/" + organisation.tenantId() + "/")
        .validateAuthority(false)
        .instanceDiscovery(false)
        .sslSocketFactory(CLOUD.certificate().clientContext().getSocketFactory())
        .build();
  }
}
