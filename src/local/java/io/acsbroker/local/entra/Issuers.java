package io.acsbroker.local.entra;

/** The issuers of the public cloud, which stay what they are wherever keys are fetched. */
public final class Issuers {
  private Issuers() {}

  /** The {@code iss} of this tenant's tokens of this version. */
  public static String of(String version, String tenantId) {
    return version.equals("2.0")
        ? "https://login.microsoftonline.com/" + tenantId + "/v2.0"
        : "https://sts.windows.net/" + tenantId + "/";
  }
}
