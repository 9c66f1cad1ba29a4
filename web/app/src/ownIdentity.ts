import {
  findIdentity,
  type IdentityOptions,
  makeIdentity,
  removeIdentity,
  revokeIdentity,
} from "acs-token-broker-client/identity";

/** What a user can do with their own ACS identity, besides having a token of it. */
export type IdentityAction = "find" | "make" | "remove" | "revoke";

/** How an action asks the broker, for people to read. */
export const REQUESTS: Readonly<Record<IdentityAction, string>> = {
  find: "GET /api/user",
  make: "POST /api/user",
  revoke: "POST /api/user/revoke",
  remove: "DELETE /api/user",
};

/** Whether the tokens that there are become worthless by it. */
export function endsTokens(action: IdentityAction): boolean {
  return action === "revoke" || action === "remove";
}

/**
 * Does it, and says in a sentence what came of it.
 *
 * @throws BrokerError as the rejection of the promise, for whatever goes wrong
 */
export async function actOn(action: IdentityAction, options: IdentityOptions): Promise<string> {
  switch (action) {
    case "find": {
      const id = await findIdentity(options);
      return id ? `Yours is ${id}.` : "You have none yet: a first token makes it, or Make it.";
    }
    case "make":
      return `Yours is ${await makeIdentity(options)}.`;
    case "revoke":
      await revokeIdentity(options);
      return "All its tokens are worthless now. The identity stays.";
    case "remove":
      await removeIdentity(options);
      return "It is removed, with all its tokens. The next token makes another one.";
  }
}
