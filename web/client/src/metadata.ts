import { isText } from "./answer.js";
import { BrokerError } from "./brokerError.js";

/** Which tokens the broker takes: see {@link SignIn}. */
export type BrokerWay = "direct" | "caller" | "on_behalf_of";

/** What an app knows beforehand, so that nobody can tell it otherwise. */
export interface Pinned {
  /** The only authority, `https://login.microsoftonline.com/<tenant id>` say. */
  readonly authority?: string | undefined;
  /** The only scopes that there may be, of either token. */
  readonly scopes?: readonly string[] | undefined;
}

/** How a user signs in for a route of a broker. */
export interface SignIn {
  /**
   * `direct`: with a subject token. `caller`: with a caller token, and the subject token beside it
   * where there are scopes of one. `on_behalf_of`: with a caller token alone.
   */
  readonly way: BrokerWay;
  /** For `auth.authority` of MSAL's configuration. */
  readonly authority: string;
  /**
   * What to ask Entra for, by the callback that gets the token. Without `caller` in the ways that
   * have a caller token, that one is of the app's own sign-in, and Entra is not asked for it.
   */
  readonly scopes: { readonly subject?: string[]; readonly caller?: string[] };
}

type Members = Readonly<Record<string, unknown>>;

const GUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const TENANT = `(?:organizations|${GUID})`;
// https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
const ENTRA = "https://login\\.(?:microsoftonline\\.(?:com|us)|partner\\.microsoftonline\\.cn)";
const LOOPBACK = "https?://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?::\\d{1,5})?";
const ISSUER = new RegExp(`^((?:${ENTRA})/${TENANT})/v2\\.0$`);
const ISSUER_HERE = new RegExp(`^((?:${ENTRA}|${LOOPBACK})/${TENANT})/v2\\.0$`);
const HERE = new RegExp(`^${LOOPBACK}/`);

const MOST_TEXTS = 20;
const NAME = "/\\w[\\w.-]{0,119}$";
const AZURE = "communication\\.azure\\.(?:com|us|cn)";
const OF_ACS = new RegExp(`^(https://auth\\.msft\\.${AZURE}|https://${AZURE}/clients)${NAME}`);
// By its application id, as the broker writes it, and no API of Microsoft's own: those have ids
// of this form, https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
const OF_AN_API = new RegExp(`^(api://(?!.{8}-0000-0000-c000-0{12})${GUID})${NAME}`);

/**
 * Reads the metadata of a resource. A false broker must not have users sign in elsewhere, or get
 * their tokens for anything but ACS and one API: what could lead there is refused.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-3.3
 */
export function signInOf(metadata: Members, resource: string, pinned: Pinned): SignIn {
  if (metadata.resource !== resource) {
    throw untrusted("resource", "is not the address that was asked for");
  }
  const [issuer, ...more] = textsOf(metadata, "authorization_servers");
  // Only a broker of this machine has people sign in at this machine
  const trusted = HERE.test(resource) ? ISSUER_HERE : ISSUER;
  const authority = more.length ? undefined : trusted.exec(issuer ?? "")?.[1];
  if (!authority || (pinned.authority ?? authority) !== authority) {
    throw untrusted("authorization_servers", `has not ${pinned.authority ?? "Entra"} alone`);
  }
  const way = metadata.acs_token_broker_way;
  if (way !== "direct" && way !== "caller" && way !== "on_behalf_of") {
    throw untrusted("acs_token_broker_way", "is none that this library knows");
  }
  return { way, authority, scopes: scopesOf(metadata, way, pinned) };
}

function scopesOf(metadata: Members, way: BrokerWay, pinned: Pinned): SignIn["scopes"] {
  const read = (member: string, resource: RegExp) =>
    scopesOfOne(metadata, member, resource, pinned.scopes);
  const beside = "acs_token_broker_subject_scopes";
  if (way === "direct") {
    return { subject: read("scopes_supported", OF_ACS) };
  }
  const subject = way === "caller" && beside in metadata ? { subject: read(beside, OF_ACS) } : {};
  // Where all callers sign in elsewhere, there is no API of the broker's in Entra
  return way === "caller" && !("scopes_supported" in metadata)
    ? subject
    : { ...subject, caller: read("scopes_supported", OF_AN_API) };
}

/** Scopes of one resource: a token is for one. */
function scopesOfOne(
  metadata: Members,
  member: string,
  resource: RegExp,
  pinned: readonly string[] | undefined,
): string[] {
  const scopes = textsOf(metadata, member);
  const resources = new Set(scopes.map((it) => resource.exec(it)?.[1]));
  if (resources.size !== 1 || resources.has(undefined)) {
    const wanted = resource === OF_ACS ? "Azure Communication Services" : "one api://";
    throw untrusted(member, `has not scopes of ${wanted} alone`);
  }
  if (pinned && !scopes.every((it) => pinned.includes(it))) {
    throw untrusted(member, "has scopes that the app has not pinned");
  }
  return scopes;
}

/** The texts of a member; none where it has anything else, or more than any broker has. */
function textsOf(metadata: Members, member: string): string[] {
  const value = metadata[member];
  return Array.isArray(value) && value.length <= MOST_TEXTS && value.every(isText) ? value : [];
}

/** What a stranger wrote is not repeated: the sentence is for people. */
function untrusted(member: string, why: string): BrokerError {
  return new BrokerError(
    "metadata_untrusted",
    `What the broker says of itself is not followed: ${member} ${why}.` +
      " brokerUrl has to be the address that the broker has in BROKER_PUBLIC_URL.",
  );
}
