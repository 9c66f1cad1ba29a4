import { LocalCloudError } from "./localCloudError.js";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/** The origin of an authority. Refuses what is not on this machine. */
export function localOrigin(entra: string): string {
  const { protocol, hostname, origin, href } = URL.canParse(entra) ? new URL(entra) : Object();
  const isHttp = protocol === "http:" || protocol === "https:";
  if (!isHttp || !LOOPBACK.includes(hostname) || href !== `${origin}/`) {
    throw new LocalCloudError(
      "authority_not_local",
      "entra is not the origin of an authority on this machine, such as http://localhost:7072." +
        " Elsewhere acs-token-broker-client/local has no place: MSAL takes the authority itself.",
    );
  }
  return origin;
}

/** What a local Entra answers, which is an object. */
export async function localAnswer(address: string): Promise<Members> {
  const { ok, members } = await answer(address);
  if (!ok || !members) {
    const { error, error_description } = Object(members);
    throw typeof error === "string"
      ? new LocalCloudError(error, String(error_description ?? error))
      : notUnderstood(address);
  }
  return members;
}

/** That something else is there. */
export function notUnderstood(address: string): LocalCloudError {
  return new LocalCloudError(
    "local_cloud_not_understood",
    `What answers at ${address} is not the Entra of a local cloud of acs-token-broker.`,
  );
}

async function answer(address: string) {
  try {
    const response = await fetch(address);
    return { ok: response.ok, members: membersOf(await response.text()) };
  } catch (cause) {
    throw new LocalCloudError(
      "endpoints_resolution_error",
      `Nothing answers at ${address}: is the local cloud up, and its Entra at this port?` +
        " ./mvnw -Plocal prints the address.",
      { cause },
    );
  }
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
