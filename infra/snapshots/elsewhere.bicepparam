using '../main.bicep'

// Callers bring tokens of issuers other than Entra: one whose callers are bound to a user, and one whose
// callers are not.
param environmentName = 'snapshot'
param location = 'swedencentral'
param alerts = 'false'
param mode = 'elsewhere'
param acsIdentities = 'true'
param callerIssuers = {
  issuers: [
    {
      name: 'acme'
      issuer: 'https://login.acme.example/'
      audience: 'https://calls.acme.example'
      algorithms: ['ES256']
      typ: ['at+jwt']
      keys: {
        inline: [
          {
            kty: 'EC'
            kid: 'acme-1'
            crv: 'P-256'
            x: '2aaYbBlxo5cS-3XxWkC7IPX9wZPcEK7MlIsiXbwSXeQ'
            y: 'mzQV22QKJKOlIcTpuc81af6sfErSDr5ruBW21uLBink'
          }
        ]
      }
      maxLifetimeMinutes: 60
      clientClaim: 'azp'
      clients: ['their-spa']
      requiredScopes: []
      requiredClaims: {
        token_use: 'access'
        '/ext/ok': true
      }
      binding: {
        tenant: '/ext/tid'
        user: '/ext/oid'
      }
      routes: ['exchange', 'identity']
    }
    {
      name: 'desk'
      issuer: 'https://desk.example'
      audience: 'calls'
      algorithms: ['ES256']
      typ: ['at+jwt']
      keys: {
        inline: [
          {
            kty: 'EC'
            kid: 'desk-1'
            crv: 'P-256'
            x: 'tcPSB6TuY_u-bmCmtQ13YRcgb5Ee4SEQRbYa1eWcg90'
            y: '6ISslOU-kB2uu3K0bi77RYnuv0Q2dRh-lidqQEVeZ9w'
          }
        ]
      }
      clientClaim: null
      requiredScopes: []
      binding: 'none'
      tenants: ['*']
      routes: ['exchange']
    }
  ]
}
