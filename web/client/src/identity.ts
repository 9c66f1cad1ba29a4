/**
 * The identity that the broker makes at ACS for a user who signs in for the app. Its tokens come by
 * the route `identity` of the other entries.
 * @packageDocumentation
 */
import type { AbortSignalLike } from "./abort.js";
import { isText, notOurs, successOf } from "./answer.js";
import { asking } from "./asking.js";
import { BrokerError } from "./brokerError.js";
import { deviceClock } from "./clock.js";
import type { TokenCallback } from "./options.js";
import type { BrokerAnswer } from "./request.js";
import { SharedRun } from "./sharedRun.js";

/** Where the broker is, and whose identity it is: that of the user of the caller token. */
export interface IdentityOptions {
  /** `https://<app>.azurewebsites.net`; http is for localhost alone. */
  readonly brokerUrl: string;
  /** The user's token for the broker's own API. */
  readonly getCallerToken: TokenCallback;
  /** How long one request may take; 30 where it is missing. */
  readonly timeoutSeconds?: number | undefined;
  readonly abortSignal?: AbortSignalLike | undefined;
}

const USER = "/api/user";

/** The user's raw id at ACS, or undefined where the user has no identity yet. */
export async function findIdentity(options: IdentityOptions): Promise<string | undefined> {
  try {
    return await ask(options, "GET", USER, idOf);
  } catch (error) {
    if (error instanceof BrokerError && error.code === "identity_not_found") {
      return undefined;
    }
    throw error;
  }
}

/** The user's raw id at ACS; the identity is made where there is none, as a first token does too. */
export function makeIdentity(options: IdentityOptions): Promise<string> {
  return ask(options, "POST", USER, idOf);
}

/**
 * Makes all tokens of the identity worthless, and keeps it. A credential that has one of them does
 * not notice: dispose of it before.
 */
export function revokeIdentity(options: IdentityOptions): Promise<void> {
  return ask(options, "POST", `${USER}/revoke`, nothing);
}

/** Removes the identity with its tokens, also where there is none. Others call it no more. */
export function removeIdentity(options: IdentityOptions): Promise<void> {
  return ask(options, "DELETE", USER, nothing);
}

async function ask<T>(
  options: IdentityOptions,
  method: string,
  path: string,
  read: (answer: BrokerAnswer) => T,
): Promise<T> {
  // A subject token would be refused as a body that is not asked for
  const callers = { ...options, getSubjectToken: undefined };
  return new SharedRun(asking(callers, { path, method }, read, deviceClock)).join(
    options.abortSignal,
  );
}

function idOf(answer: BrokerAnswer): string {
  const { acsUserIdentity } = successOf(answer);
  if (!isText(acsUserIdentity)) {
    throw notOurs(answer);
  }
  return acsUserIdentity;
}

function nothing(answer: BrokerAnswer): void {
  successOf(answer);
  if (answer.status !== 204) {
    throw notOurs(answer);
  }
}
