// A certified OpenID provider with the claims of VNeID, for tests. Arguments: client id, secret, address to come back to, address after signing out.
// Prints its port when it listens. Somebody signs in by typing "number/level"; whom it knows is invented.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

const [clientId, secret, back, afterSignOut] = process.argv.slice(2);
const people = { '038082000102': { HoVaTen: 'Nguyễn Văn Thủy', NgaySinh: '19820315', GioiTinh: '1' } };
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{
      client_id: clientId, client_secret: secret, redirect_uris: [back], post_logout_redirect_uris: [afterSignOut], token_endpoint_auth_method: 'client_secret_post',
      response_types: ['code'], grant_types: ['authorization_code'],
    }],
    jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'k1' }] },
    cookies: { keys: ['chi-de-thu'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], vneid: ['SoDinhDanh', 'HoVaTen', 'NgaySinh', 'GioiTinh', 'MucDo'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/vao/${interaction.uid}` },
    async findAccount(_, id) {
      const [number, level] = id.split('/');
      return people[number] && { accountId: id, claims: async () => ({ sub: id, SoDinhDanh: number, MucDo: level, ...people[number] }) };
    },
    // Who signs in agrees with it: there is no second page.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid vneid');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/vao/')) {
      answer(request, response);
    } else if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end('<!doctype html><title>x</title><main><h1>Nhà cung cấp</h1><form method="post"><input name="ai"></form></main>');
    } else {
      let body = '';
      for await (const part of request) body += part;
      const typed = new URLSearchParams(body).get('ai');
      const result = typed ? { login: { accountId: typed } } : { error: 'access_denied', error_description: 'no' };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
  });
  console.log(`PORT ${port}`);
});
