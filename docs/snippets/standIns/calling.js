// Stands in for @azure/communication-calling 2.0.0, as far as it makes agents. What it throws, and
// when, is what `parseTokenCredential`, `createTeamsCallAgent`, `createCallAgent` and
// `addToCallAgentsMap` do in the bundle that npm has of it (dist-esm/sdk.bundle.js).

/** What agents were asked to do, in order. */
export const calls = [];
const agents = new Map();

const GET_TOKEN = ["Failed to get AccessToken", 401, 44110];
const CREATE_AGENT = ["Failed to create CallAgent.", 409, 40003];
const TEAMS_AGENT_EXISTS = [
  "Failed to create TeamsCallAgent, an instance of TeamsCallAgent associated with this identity " +
    "already exists. Please dispose the existing TeamsCallAgent before creating a new one.",
  409,
  40230,
];

class CallingCommunicationError extends Error {
  name = "CallingCommunicationError";

  constructor([message, code, subCode]) {
    super(message);
    Object.assign(this, { code, subCode });
  }
}

export class CallClient {
  createTeamsCallAgent(credential) {
    return this.#agent("Teams user", credential, TEAMS_AGENT_EXISTS);
  }

  createCallAgent(credential) {
    return this.#agent("ACS user", credential, CREATE_AGENT);
  }

  async #agent(kind, credential, exists) {
    const user = await whose(credential);
    if (agents.has(user)) {
      return agents.get(user);
    }
    // Between the two it makes itself ready, and another client does so too
    await new Promise(setImmediate);
    if (agents.has(user)) {
      throw new CallingCommunicationError(exists);
    }
    const agent = new Agent(kind, user);
    agents.set(user, agent);
    return agent;
  }
}

class Agent {
  #kind;
  #user;

  constructor(kind, user) {
    this.#kind = kind;
    this.#user = user;
    calls.push(`agent of a ${kind}`);
  }

  startCall(callee) {
    const [to] = Array.isArray(callee) ? callee : [callee];
    calls.push(`${this.#kind} calls ${to.microsoftTeamsUserId ?? to.communicationUserId}`);
  }

  async dispose() {
    agents.delete(this.#user);
    calls.push(`agent of a ${this.#kind} disposed of`);
  }
}

/** The real one keeps nothing of what the credential threw, and reads the token. */
async function whose(credential) {
  let token;
  try {
    ({ token } = await credential.getToken());
  } catch {
    throw new CallingCommunicationError(GET_TOKEN);
  }
  const { skypeid } = JSON.parse(atob(token.split(".")[1]));
  return skypeid;
}
