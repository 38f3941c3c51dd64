// An OpenID Connect provider on a free port of this machine, for one test. It prints its issuer, then does
// what it is told by POST /test: who logs in, and how its answers are wrong.
// Usage: node provider.mjs <redirect URI of the client>
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import * as jose from 'jose';
import { Provider } from 'oidc-provider';

const [redirectUri] = process.argv.slice(2);
const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

// account: claims of who logs in; refuse: nobody does; claims: put over those of the ID token;
// unknownKey: it is signed by a key that is not published; acr: the level of the login.
let told = {};
let signingKey;
let provider;

async function newKey(kid) {
  const { privateKey } = await jose.generateKeyPair('RS256', { extractable: true });
  return { ...(await jose.exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
}

async function newProvider(kid) {
  signingKey = await newKey(kid);
  provider = new Provider(issuer, {
    clients: [{ client_id: 'consores', client_secret: 'secret of the tests', redirect_uris: [redirectUri] }],
    jwks: { keys: [signingKey] },
    cookies: { keys: ['key of the tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'family_name'] },
    acrValues: ['eidas1', 'eidas2'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...told.account, sub }) }),
  });
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.body?.id_token && (told.claims || told.unknownKey)) {
      const claims = { ...jose.decodeJwt(ctx.body.id_token), ...told.claims };
      const key = told.unknownKey ? await newKey('unknown') : signingKey;
      const signed = new jose.SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.kid });
      ctx.body = { ...ctx.body, id_token: await signed.sign(await jose.importJWK(key, 'RS256')) };
    }
  });
}

async function interact(request, response) {
  const { params } = await provider.interactionDetails(request, response);
  if (told.refuse) {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  const accountId = told.account.sub;
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const login = { accountId, acr: told.acr, remember: false };
  return provider.interactionFinished(request, response, { login, consent: { grantId: await grant.save() } });
}

server.on('request', async (request, response) => {
  if (request.url === '/test') {
    told = await json(request);
    if (told.newKey) await newProvider(told.newKey);
    response.end('{}');
  } else if (request.url.startsWith('/interaction/')) {
    await interact(request, response);
  } else {
    await provider.callback()(request, response);
  }
});
await newProvider('first');
console.log(issuer);
