// An OpenID provider at a port of its own, until this process is ended.
//
// node provider.js ALGORITHM AUDIENCE ACCOUNTS
//   ALGORITHM  of its only key: RS256 or ES256
//   AUDIENCE   what its access tokens are for
//   ACCOUNTS   JSON: who can sign in, each with the tenant and the object id that they have in Entra

import { generateKeyPair } from 'node:crypto';
import { createServer } from 'node:http';
import { promisify } from 'node:util';

import { Provider } from 'oidc-provider';

const [algorithm, audience, people] = process.argv.slice(2);
const accounts = new Map(Object.entries(JSON.parse(people)));

async function key() {
  const generate = promisify(generateKeyPair);
  const { privateKey } =
    algorithm === 'ES256'
      ? await generate('ec', { namedCurve: 'P-256' })
      : await generate('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm, kid: 'only' };
}

const configuration = {
  jwks: { keys: [await key()] },
  cookies: { keys: ['nobody signs in here for real'] },
  clients: [
    {
      client_id: 'their-page',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/back'],
      id_token_signed_response_alg: algorithm,
    },
    {
      client_id: 'their-machine',
      client_secret: 'known-to-everybody',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      id_token_signed_response_alg: algorithm,
    },
  ],
  scopes: ['openid'],
  findAccount: (_, id) =>
    accounts.has(id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined,
  extraTokenClaims: (_, token) =>
    token.accountId === undefined ? {} : { ext: accounts.get(token.accountId) },
  features: {
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'calls',
        audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 600,
        jwt: { sign: { alg: algorithm } },
      }),
    },
  },
};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on('request', new Provider(issuer, configuration).callback());
  console.log(`issuer ${issuer}`);
});
