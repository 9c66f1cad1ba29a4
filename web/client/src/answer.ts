import { BrokerError, type BrokerErrorFacts } from "./brokerError.js";
import type { Clock } from "./clock.js";
import { refreshAfter, remainingLife } from "./lifetime.js";
import type { BrokerToken } from "./options.js";
import type { BrokerAnswer } from "./request.js";

type Members = Readonly<Record<string, unknown>>;

/** 201 is that of an identity's token, and of an identity that was made just now. */
const SUCCESSES = [200, 201, 204];

/** What a success says. Throws a `BrokerError` for every other answer. */
export function successOf(answer: BrokerAnswer): Members {
  const members = membersOf(answer.text);
  if (!SUCCESSES.includes(answer.status)) {
    throw refusal(answer, members);
  }
  return members;
}

/** The token of an answer. Throws a `BrokerError` for every other answer. */
export function tokenOf(answer: BrokerAnswer, clock: Clock): BrokerToken {
  const members = successOf(answer);
  const { token, userId, expiresIn, goodFor } = members;
  const received = clock.now();
  const expiresOn = timeOf(members.expiresOn);
  const early = expiresOn - timeOf(members.refreshOn);
  if (!isText(token) || !isText(userId) || !Number.isFinite(early)) {
    throw notOurs(answer);
  }
  const told = typeof expiresIn === "number" ? expiresIn * 1000 : NaN;
  const sent = Date.parse(answer.header("date") ?? "");
  const remaining = remainingLife({ expiresOn, received, told, sent });
  if (remaining <= 0) {
    throw nonsense(answer, "The broker's answer is a token that has ended already.");
  }
  const refreshOn = new Date(received + refreshAfter(remaining, early));
  const got = { token, userId, expiresOn: new Date(received + remaining), refreshOn };
  return isText(goodFor) ? { ...got, goodFor } : got;
}

function refusal(answer: BrokerAnswer, members: Members): BrokerError {
  const { code, detail } = members;
  const { status } = answer;
  if (status === 0 || (status >= 300 && status < 400)) {
    return nonsense(
      answer,
      "The broker's address leads elsewhere, and no token is sent after it: set brokerUrl to the" +
        " address where the broker itself answers.",
    );
  }
  return isText(code)
    ? new BrokerError(code, isText(detail) ? detail : code, facts(answer, members))
    : nonsense(
        answer,
        `Status ${status} came without the broker's explanation: something else answered` +
          " in its place, or brokerUrl is not its address.",
      );
}

/** That a success came which is not the broker's. */
export function notOurs(answer: BrokerAnswer): BrokerError {
  return nonsense(
    answer,
    "What answered is not this broker: its success is without what was asked for.",
  );
}

function nonsense(answer: BrokerAnswer, detail: string): BrokerError {
  return new BrokerError("answer_not_understood", detail, facts(answer, {}));
}

function facts(answer: BrokerAnswer, members: Members): BrokerErrorFacts {
  const { claimsFor, consentUrl } = members;
  const facts: Record<string, unknown> = { status: answer.status || undefined };
  for (const name of ["correlationId", "claim", "expected", "found", "claims", "acsCode"]) {
    facts[name] = isText(members[name]) ? members[name] : undefined;
  }
  facts.claimsFor = claimsFor === "subject" || claimsFor === "caller" ? claimsFor : undefined;
  // It will be a link: nothing but https may hide behind it
  facts.consentUrl = isText(consentUrl) && /^https:\/\//.test(consentUrl) ? consentUrl : undefined;
  const { retryAfterSeconds = answer.header("retry-after") || NaN } = members;
  const wait = typeof retryAfterSeconds === "object" ? NaN : Number(retryAfterSeconds);
  facts.retryAfterSeconds = wait >= 0 && wait < Infinity ? wait : undefined;
  return facts;
}

function membersOf(text: string): Members {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** NaN where it is none. An object is not made a text of: it may refuse to become one. */
function timeOf(value: unknown): number {
  return isText(value) ? Date.parse(value) : NaN;
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
