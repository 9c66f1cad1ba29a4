import type { TokenKind } from "acs-token-broker-client/exchange";
import { isUserKind, USER_KINDS, type UserKind } from "./userKind.js";

/** The broker's own API, for brokers that want to know who is calling. */
export interface BrokerApi {
  readonly clientId: string;
  readonly scope: string;
  /** Whether the broker gets the token for ACS by itself. */
  readonly onBehalfOf: boolean;
}

/** An organisation that has guests. */
export interface GuestTenant {
  readonly name: string;
  readonly tenantId: string;
}

/** The scopes of each token that the broker wants from the page. */
export type Scopes = Readonly<Partial<Record<TokenKind, readonly string[]>>>;

/** What the page has to know; the first two are enough where the broker knows its own address. */
export interface Settings {
  readonly brokerUrl: string;
  /** This page's own application in Entra. */
  readonly clientId: string;
  /** A tenant's id, or `organizations`; empty until the broker has said it. */
  readonly tenantId: string;
  /** The origin where people sign in. */
  readonly authorityHost: string;
  readonly brokerApi: BrokerApi | undefined;
  /** What each kind of user is asked for, where the broker has said it. */
  readonly scopes: Readonly<Partial<Record<UserKind, Scopes>>>;
  /** The kinds of user that the broker has tokens for. */
  readonly userKinds: readonly UserKind[];
  /** Where guests sign in as such: at `organizations` everybody signs in at home. */
  readonly guestTenants: readonly GuestTenant[];
  /** Whether people and tokens are invented. */
  readonly localCloud: boolean;
}

/** All of the settings, or a sentence for each thing that is wrong with them. */
export type SettingsReading =
  | { readonly kind: "read"; readonly settings: Settings }
  | { readonly kind: "wrong"; readonly problems: readonly string[] };

type Members = Readonly<Record<string, unknown>>;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Reads `settings.json`. */
export function readSettings(text: string): SettingsReading {
  const members = membersOf(text);
  if (!members) {
    return { kind: "wrong", problems: ["settings.json is not a JSON object."] };
  }
  const { brokerUrl, clientId, tenantId, authorityHost, brokerApi } = members;
  const host = authorityHost ?? "https://login.microsoftonline.com";
  const problems = [
    addressProblem("brokerUrl", brokerUrl),
    isGuid(clientId) ? "" : "clientId is not an application's id, a GUID.",
    isGuid(tenantId) || tenantId === "organizations" || leavesItToTheBroker(members)
      ? ""
      : "tenantId is neither a tenant's id, a GUID, nor organizations.",
    addressProblem("authorityHost", host),
    brokerApi === undefined || isGuid(Object(brokerApi).clientId)
      ? ""
      : "brokerApi.clientId is not the id of the broker's own API, a GUID.",
    kindsProblem(members),
    guestsProblem(members),
  ].filter((it) => it);
  return problems.length
    ? { kind: "wrong", problems }
    : { kind: "read", settings: of(members, host) };
}

/**
 * The same for people who sign in at one tenant, as guests have to; `tenant` is of the address and
 * counts where it is an id, and where people of any tenant may sign in.
 */
export function atTenant(settings: Settings, tenant: string | null): Settings {
  return settings.tenantId === "organizations" && isGuid(tenant)
    ? { ...settings, tenantId: String(tenant) }
    : settings;
}

/** Whether nothing is said of how people sign in. */
function leavesItToTheBroker({ tenantId, authorityHost, brokerApi }: Members): boolean {
  return [tenantId, authorityHost, brokerApi].every((it) => it === undefined);
}

/** Whether an address is on this machine, so that nothing leaves it unencrypted. */
export function isOnThisMachine(address: string): boolean {
  return LOOPBACK.includes(new URL(address).hostname);
}

function of(members: Members, host: unknown): Settings {
  const { brokerUrl, clientId, tenantId, brokerApi, localCloud } = members;
  return {
    brokerUrl: String(brokerUrl),
    clientId: String(clientId),
    tenantId: String(tenantId ?? ""),
    authorityHost: new URL(String(host)).origin,
    brokerApi: brokerApi === undefined ? undefined : apiOf(Object(brokerApi)),
    scopes: {},
    userKinds: kindsOf(members),
    guestTenants: (members.guestTenants ?? []) as readonly GuestTenant[],
    localCloud: localCloud === true,
  };
}

function kindsOf({ userKinds }: Members): readonly UserKind[] {
  return userKinds === undefined
    ? ["teams"]
    : USER_KINDS.filter((it) => Array.isArray(userKinds) && userKinds.includes(it));
}

function kindsProblem(members: Members): string {
  const { userKinds = ["teams"], brokerApi } = members;
  if (!Array.isArray(userKinds) || userKinds.length === 0 || !userKinds.every(isUserKind)) {
    return `userKinds is not a list of one or more of ${USER_KINDS.join(", ")}.`;
  }
  const lacksApi = brokerApi === undefined && !leavesItToTheBroker(members);
  return userKinds.includes("identity") && lacksApi
    ? "userKinds has identity, which takes a broker that is told who is calling: brokerApi is" +
        " missing."
    : "";
}

function guestsProblem({ guestTenants = [] }: Members): string {
  const isGood =
    Array.isArray(guestTenants) &&
    guestTenants.every((it) => isGuid(Object(it).tenantId) && typeof it.name === "string");
  return isGood ? "" : "guestTenants is not a list of organisations, each with name and tenantId.";
}

function apiOf({ clientId, scope, onBehalfOf }: Members): BrokerApi {
  return {
    clientId: String(clientId),
    scope: typeof scope === "string" && scope ? scope : "access_as_user",
    onBehalfOf: onBehalfOf === true,
  };
}

function addressProblem(name: string, value: unknown): string {
  if (typeof value !== "string" || !URL.canParse(value) || !/^https?:\/\//i.test(value)) {
    return `${name} is not an address such as https://broker.example.`;
  }
  return /^http:/i.test(value) && !isOnThisMachine(value)
    ? `${name} is http, and would send tokens in the clear: only localhost may be without https.`
    : "";
}

function isGuid(value: unknown): boolean {
  return typeof value === "string" && GUID.test(value);
}

function membersOf(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Members)
      : undefined;
  } catch {
    return undefined;
  }
}
