import { discoverSignIn } from "acs-token-broker-client/discovery";
import type { Settings } from "./settings.js";

/**
 * The settings with what the broker says of how people sign in.
 *
 * @throws BrokerError as the rejection of the promise, where it says nothing that can be followed
 */
export async function toldSettings(settings: Settings): Promise<Settings> {
  const { brokerUrl, userKinds } = settings;
  const told = await Promise.all(
    userKinds.map(async (route) => ({ route, ...(await discoverSignIn({ brokerUrl, route })) })),
  );
  const { origin, pathname } = new URL(told[0]?.authority ?? "");
  const caller = told.map(({ scopes }) => scopes.caller?.[0]).find((it) => it);
  const [, clientId = "", scope = ""] = /^api:\/\/(.+)\/(.+)$/.exec(caller ?? "") ?? [];
  const onBehalfOf = told.some(({ way }) => way === "on_behalf_of");
  return {
    ...settings,
    authorityHost: origin,
    tenantId: pathname.slice(1),
    brokerApi: caller ? { clientId, scope, onBehalfOf } : undefined,
    scopes: Object.fromEntries(told.map(({ route, scopes }) => [route, scopes])),
  };
}
