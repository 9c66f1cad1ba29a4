import type { BrowserAuthOptions, Configuration } from "@azure/msal-browser";
import type { Settings } from "./settings.js";

/** How MSAL signs in with these settings. Nothing outlives the tab unless `stay` says so. */
export async function msalOptions(settings: Settings, stay: boolean): Promise<Configuration> {
  const redirectUri = new URL("redirect.html", location.href).href;
  return {
    auth: {
      ...(await authority(settings)),
      clientId: settings.clientId,
      redirectUri,
      postLogoutRedirectUri: redirectUri,
    },
    cache: { cacheLocation: stay ? "localStorage" : "sessionStorage" },
  };
}

async function authority({
  authorityHost,
  tenantId,
}: Settings): Promise<Omit<BrowserAuthOptions, "clientId">> {
  if (authorityHost.startsWith("http:")) {
    const { localAuthority } = await import("acs-token-broker-client/local");
    return localAuthority({ entra: authorityHost, tenantId });
  }
  const { host } = new URL(authorityHost);
  // MSAL knows Microsoft's own hosts; naming them here would only make it ask less of them
  const known = /\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)$/.test(`.${host}`);
  return {
    authority: `${authorityHost}/${tenantId}`,
    knownAuthorities: known ? [] : [host],
  };
}
