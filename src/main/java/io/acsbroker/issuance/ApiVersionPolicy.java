package io.acsbroker.issuance;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import io.acsbroker.token.AcsApiVersion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks by another version of ACS's API than the SDK knows. It has to come before the policy that
 * signs, since the signature covers the version.
 */
final class ApiVersionPolicy extends HttpPipelineSyncPolicy {
  private static final Pattern VERSION = Pattern.compile("(?<=[?&]api-version=)[^&]*");

  private final AcsApiVersion version;

  ApiVersionPolicy(AcsApiVersion version) {
    this.version = version;
  }

  @Override
  protected void beforeSendingRequest(HttpPipelineCallContext context) {
    // Replaced as text: the rest of the address is encoded as ACS wants it
    Matcher asked = VERSION.matcher(context.getHttpRequest().getUrl().toString());
    context.getHttpRequest().setUrl(asked.replaceFirst(version.text()));
  }
}
