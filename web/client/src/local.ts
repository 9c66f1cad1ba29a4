/**
 * Lets a page sign in at the local cloud, `./mvnw -Plocal`. For development alone: nobody signs in
 * elsewhere with it.
 * @packageDocumentation
 */
import { LocalCloudError } from "./localCloudError.js";
import { localAnswer, localOrigin, type Members, notUnderstood } from "./localEntra.js";

export { LocalCloudError } from "./localCloudError.js";

const ENTRA = "http://localhost:7072";
const ACS = "https://auth.msft.communication.azure.com";

/** Which local cloud to sign in at, where, and as which application. */
export interface LocalCloudOptions {
  /** The origin of its Entra, `http://localhost:7072` by default. */
  readonly entra?: string;
  /** A tenant's id, or `organizations`, which is the default. */
  readonly tenantId?: string;
  /** The application's id; by default that of the first page that gets tokens for ACS. */
  readonly clientId?: string;
}

/** An authority on this machine, for `auth` of MSAL's configuration. */
export interface LocalAuthority {
  readonly authority: string;
  readonly knownAuthorities: string[];
  readonly authorityMetadata: string;
}

/** What a page needs to sign in at a local cloud. */
export interface LocalCloud {
  /** For `auth` of MSAL's configuration, beside a `redirectUri`. */
  readonly auth: LocalAuthority & { readonly clientId: string };
  /** What to ask for: a Teams user's token for ACS, and one for the broker's own API. */
  readonly scopes: { readonly subject: string[]; readonly caller: string[] };
}

/**
 * All that a page needs to sign in at a local cloud, which is asked for it.
 *
 * @throws {@link LocalCloudError} as the rejection of the promise, for whatever goes wrong
 */
export async function localCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const authority = await localAuthority(options);
  const directory = `${localOrigin(options.entra ?? ENTRA)}/local/users`;
  const { applications, brokerApi } = await localAnswer(directory);
  const api: Members = Object(brokerApi);
  if (!Array.isArray(applications) || !api.clientId) {
    throw notUnderstood(directory);
  }
  return {
    auth: { ...authority, clientId: options.clientId ?? pageAmong(applications) },
    scopes: {
      subject: [`${ACS}/Teams.ManageCalls`, `${ACS}/Teams.ManageChats`],
      caller: [`api://${api.clientId}/${api.scope}`],
    },
  };
}

/**
 * What makes MSAL sign in at an authority on this machine over http, which saves a certificate
 * that no browser trusts. MSAL wants the authority's name to be https and only uses it as a name:
 * requests go to the endpoints of the metadata, and those are http.
 *
 * @throws {@link LocalCloudError} as the rejection of the promise, for whatever goes wrong
 */
export async function localAuthority(options: LocalCloudOptions = {}): Promise<LocalAuthority> {
  const { entra = ENTRA, tenantId = "organizations" } = options;
  const origin = localOrigin(entra);
  const tenant = encodeURIComponent(tenantId);
  const address = `${origin}/${tenant}/v2.0/.well-known/openid-configuration`;
  const metadata = await localAnswer(address);
  const { authorization_endpoint, token_endpoint } = metadata;
  if (![authorization_endpoint, token_endpoint].every((it) => `${it}`.startsWith(`${origin}/`))) {
    throw notUnderstood(address);
  }
  const { host } = new URL(origin);
  return {
    authority: `https://${host}/${tenant}`,
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify(metadata),
  };
}

function pageAmong(applications: readonly Members[]): string {
  const pages = applications.filter(({ kind }) => kind === "spa");
  const page = pages.find(({ forAcs }) => forAcs === true) ?? pages[0];
  if (!page) {
    throw new LocalCloudError(
      "local_page_missing",
      "The directory of the local cloud has no application that is a page, of the kind spa.",
    );
  }
  return String(page.clientId);
}
