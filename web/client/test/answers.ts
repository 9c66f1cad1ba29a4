import type { ServerResponse } from "node:http";
import type { Answer } from "./fakeBroker.js";

export const MINUTE = 60_000;
export const USER_ID = "8:orgid:bcb2ef49-75df-4f72-aa17-6d4782335a19";
/** Where tests begin, by the clock of the broker. */
export const TEN_O_CLOCK = Date.parse("2026-05-04T10:00:00Z");

const REFRESH_BEFORE_END = 4.5 * MINUTE;

/** What can be wished of a token. */
export interface Granted {
  readonly token?: string;
  /** By the broker's clock. */
  readonly expiresOn?: number;
  /** In seconds, as the broker counts them. */
  readonly expiresIn?: number;
  readonly refreshOn?: number;
  /** What the answer says of the broker's clock. */
  readonly date?: number;
  readonly goodFor?: unknown;
  readonly userId?: string;
}

/** An answer with a token, good for 75 minutes from ten o'clock. */
export function granted(wish: Granted = {}): Answer {
  const { token = "acs-token", expiresOn = TEN_O_CLOCK + 75 * MINUTE, expiresIn, date } = wish;
  const { refreshOn = expiresOn - REFRESH_BEFORE_END, goodFor, userId = USER_ID } = wish;
  const headers = date === undefined ? {} : { date: new Date(date).toUTCString() };
  const times = { expiresOn: new Date(expiresOn), refreshOn: new Date(refreshOn) };
  return json(200, { token, ...times, expiresIn, userId, goodFor }, headers);
}

/** A problem document of the broker's. */
export function refused(status: number, code: string, members: object = {}): Answer {
  const detail = `Why: ${code}.`;
  return json(status, { title: code, status, code, detail, correlationId: "c-1", ...members });
}

export function json(status: number, members: unknown, headers: object = {}): Answer {
  return text(status, JSON.stringify(members), headers);
}

export function text(status: number, body: string, headers: object = {}): Answer {
  return (response) => response.writeHead(status, { ...headers }).end(body);
}

/** Cuts the connection. */
export const cut: Answer = (response) => response.destroy();

/** Never answers. */
export const silence: Answer = () => {};

/** Answers later, when the test says so. */
export function held(): { answer: Answer; release: (answer: Answer) => void } {
  let open: (response: ServerResponse) => void;
  const response = new Promise<ServerResponse>((resolve) => (open = resolve));
  return {
    answer: (it) => open(it),
    release: (answer) => void response.then(answer),
  };
}

/** A token that ACS alone can read, as it issues them for users of Entra ID. */
export function jwe(): string {
  const parts = [256, 12, 600, 16].map((size) => base64url("\u00e9".repeat(size)));
  return [base64url(JSON.stringify({ alg: "RSA-OAEP-256", enc: "A256GCM" })), ...parts].join(".");
}

/** A JWT that nobody has signed. */
export function jwt(claims: object): string {
  const parts = [{ alg: "none" }, claims].map((it) => base64url(JSON.stringify(it)));
  return `${parts.join(".")}.x`;
}

/** Of a text each of whose characters is a byte. */
function base64url(bytes: string): string {
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
