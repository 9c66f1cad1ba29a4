import type { BrowserAuthOptions } from "@azure/msal-browser";

/**
 * What makes MSAL sign in at an authority on this machine over http, which saves a certificate
 * that no browser trusts. MSAL wants the authority's name to be https and only uses it as a name:
 * requests go to the endpoints of the metadata, and those are http.
 */
export async function localAuthority(host: string, tenantId: string): Promise<BrowserAuthOptions> {
  const metadata = await fetch(`${host}/${tenantId}/v2.0/.well-known/openid-configuration`);
  const text = await metadata.text();
  if (!metadata.ok) {
    const { error, error_description } = Object(JSON.parse(text));
    throw { errorCode: error, errorMessage: error_description };
  }
  const { host: name } = new URL(host);
  return {
    clientId: "",
    authority: `https://${name}/${tenantId}`,
    knownAuthorities: [name],
    authorityMetadata: text,
  };
}
