// To deploy twice is to deploy once: node azd-twice.mjs <folder of the rehearsal of Azure> <folder of the
// compiled templates main.json and group.json>
// A deployment is repeated, stopped at each of its steps, and run over what people did by hand. What the
// rehearsal cannot know is whether Azure and Entra keep what a request leaves out.
// Incremental deployments apply all properties of a resource anew and delete no resource:
// learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes
// A PATCH of a Graph object replaces the collections that it names: learn.microsoft.com/graph/api/application-update
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const [rehearsal, compiled] = process.argv.slice(2).map(name => path.resolve(name));
const template = name => JSON.parse(fs.readFileSync(path.join(compiled, `${name}.json`), 'utf8'));
const main = template('main'), group = template('group');
const { deploy } = await import(path.join(rehearsal, 'template.mjs'));
const { newWorld, SUBSCRIPTION } = await import(path.join(rehearsal, 'world.mjs'));

const location = 'swedencentral';
const deployments = {
  defaults: {},
  'on behalf of callers, everything on': {
    mode: 'onBehalfOf', allowedRoles: 'Caller', grantAdminConsent: 'true', userKinds: 'teams,entra,teamsPhone', acsIdentities: 'true',
    privateStorage: 'true', zoneRedundant: 'true', alertEmail: 'operator@contoso.example', availabilityTest: 'true', logDailyCap: '5',
    corsOrigins: 'https://app.contoso.example', spaRedirectUris: 'https://app.contoso.example/',
  },
  'callers who sign in elsewhere': {
    mode: 'elsewhere', alerts: 'false', acsIdentities: 'true', grantAdminConsent: 'true', callerIssuers: { issuers: [{ name: 'acme', clientClaim: null }] },
  },
};

// The rehearsal refuses every / in the name of a tag, which a web test's has to have:
// learn.microsoft.com/azure/templates/microsoft.insights/webtests
function freshWorld() {
  const world = newWorld(), { refuse } = world;
  const visible = tags => Object.fromEntries(Object.entries(tags ?? {}).filter(([name]) => !name.startsWith('hidden-link:')));
  return Object.assign(world, { refuse: (resource, ...more) => refuse({ ...resource, tags: visible(resource.tags) }, ...more) });
}

const run = (world, parameters, template = main, place = {}) => {
  const given = Object.fromEntries(Object.entries({ environmentName: 'team-a', location, ...parameters }).map(([name, value]) => [name, { value }]));
  return deploy(template, given, { subscription: SUBSCRIPTION, location, ...place }, world, 'team-a');
};
const sorted = map => Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)));
const everything = world => structuredClone({
  // A group has no properties, and to the rehearsal at its second time an empty object of them
  resources: sorted([...world.store].map(([id, resource]) => [id, { properties: {}, ...resource }])),
  ...Object.fromEntries(Object.entries(world.graph.objects).map(([kind, objects]) => [kind, sorted(objects)])),
});
const of = (world, type) => [...world.store.values()].filter(resource => resource.type.toLowerCase() === type.toLowerCase());
const appOf = world => of(world, 'Microsoft.Web/sites')[0];

// Counts what is asked of Azure and Entra, and fails at the request of that number.
function stopAt(world, number) {
  let asked = 0;
  const { refuse } = world, { put } = world.graph;
  const count = () => { if (++asked === number) throw new Error('stopped'); };
  world.refuse = (...request) => { count(); return refuse(...request); };
  world.graph.put = (...request) => { count(); return put(...request); };
  return () => { Object.assign(world, { refuse }); world.graph.put = put; return asked; };
}

async function again(parameters) {
  const world = freshWorld();
  const count = stopAt(world, 0);
  await run(world, parameters);
  const steps = count(), once = everything(world);
  await run(world, parameters);
  assert.deepEqual(everything(world), once, 'the second deployment changed something');
  return { steps, once };
}

async function stopped(parameters, { steps, once }) {
  for (let step = 1; step <= steps; step++) {
    const world = freshWorld();
    const goOn = stopAt(world, step);
    await assert.rejects(run(world, parameters), /stopped/);
    goOn();
    await run(world, parameters);
    assert.deepEqual(everything(world), once, `stopped at request ${step} it does not end like the others`);
  }
}

// An identity that is made again under its name is another one to everybody who knew it.
async function newIdentity(parameters) {
  const world = freshWorld();
  await run(world, parameters);
  const identity = of(world, 'Microsoft.ManagedIdentity/userAssignedIdentities')[0], before = world.runtime(identity);
  const rolesOf = principal => of(world, 'Microsoft.Authorization/roleAssignments').filter(role => role.properties.principalId === principal)
    .map(role => [role.id.split('/providers/Microsoft.Authorization/')[0], role.properties.roleDefinitionId]).sort();
  const roles = rolesOf(before.principalId);
  world.store.delete(identity.id.toLowerCase());
  const set = world.store.set.bind(world.store);
  world.store.set = (key, resource) => set(key, key === identity.id.toLowerCase() ? { ...resource, life: 1 } : resource);
  await run(world, parameters);
  const now = world.runtime(world.store.get(identity.id.toLowerCase()));
  assert.notEqual(now.principalId, before.principalId);
  assert.ok(roles.length >= 4, `${roles.length} roles`);
  assert.deepEqual(rolesOf(now.principalId), roles, 'the new identity lacks a role');
  assert.deepEqual(rolesOf(before.principalId), roles, 'a deployment deletes nothing');
  assert.ok(!JSON.stringify(appOf(world).properties).includes(before.clientId), 'the app still has the client id of the old one');
  for (const credential of world.graph.objects.federated.values()) assert.equal(credential.subject, now.principalId);
}

async function byHand(parameters, { once }) {
  const world = freshWorld();
  await run(world, parameters);
  const itsGroup = of(world, 'Microsoft.Resources/resourceGroups')[0], app = appOf(world), storage = of(world, 'Microsoft.Storage/storageAccounts')[0];
  const client = [...world.graph.objects.applications.values()].find(application => application.uniqueName.endsWith('-client'));
  // Replaced by what the template says
  itsGroup.tags = { ...itsGroup.tags, 'by-hand': 'yes' };
  app.tags = { ...app.tags, 'by-hand': 'yes' };
  app.properties.siteConfig = structuredClone(app.properties.siteConfig);
  app.properties.siteConfig.appSettings.push({ name: 'BY_HAND', value: 'yes' });
  app.properties.siteConfig.cors = { allowedOrigins: ['https://by-hand.example'] };
  client.spa = { redirectUris: ['https://by-hand.example/'] };
  await run(world, parameters);
  assert.deepEqual(everything(world), once, 'what was put into a resource by hand stays');

  // Left alone, being things of their own
  const role = principal => ({
    id: `${storage.id}/providers/Microsoft.Authorization/roleAssignments/${principal}`, name: principal, type: 'Microsoft.Authorization/roleAssignments',
    properties: { principalId: principal, roleDefinitionId: of(world, 'Microsoft.Authorization/roleAssignments')[0].properties.roleDefinitionId },
  });
  const somebodys = role('dddddddd-0000-4000-8000-000000000004');
  const other = { id: `${itsGroup.id}/providers/Microsoft.Web/staticSites/page`, name: 'page', type: 'Microsoft.Web/staticSites' };
  for (const thing of [somebodys, other]) world.store.set(thing.id.toLowerCase(), thing);
  await run(world, parameters);
  const left = everything(world);
  for (const thing of [somebodys, other]) {
    assert.deepEqual(left.resources[thing.id.toLowerCase()], { properties: {}, ...thing });
    delete left.resources[thing.id.toLowerCase()];
  }
  assert.deepEqual(left, once);

  // Somebody was quicker to assign the very role: Azure has each once, under whatever name
  const ours = of(world, 'Microsoft.Authorization/roleAssignments').find(assignment => assignment.id.startsWith(storage.id) && assignment !== somebodys);
  world.store.delete(ours.id.toLowerCase());
  const same = { ...ours, id: ours.id.replace(ours.name, 'eeeeeeee-0000-4000-8000-000000000005'), name: 'eeeeeeee-0000-4000-8000-000000000005' };
  world.store.set(same.id.toLowerCase(), same);
  await assert.rejects(run(world, parameters), /RoleAssignmentExists/);
  world.store.delete(same.id.toLowerCase());
  await run(world, parameters);
}

// A group of somebody's, into which group.bicep puts the same: it stays as it was.
async function intoGroup(parameters) {
  const world = freshWorld(), id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/theirs`;
  const theirs = { id, name: 'theirs', type: 'Microsoft.Resources/resourceGroups', location, tags: { owner: 'somebody' }, properties: {} };
  world.store.set(id.toLowerCase(), structuredClone(theirs));
  await run(world, parameters, group, { group: 'theirs' });
  const once = everything(world);
  assert.deepEqual(once.resources[id.toLowerCase()], theirs);
  await run(world, parameters, group, { group: 'theirs' });
  assert.deepEqual(everything(world), once, 'the second deployment into a group changed something');
}

for (const [name, parameters] of Object.entries(deployments)) {
  const first = await again(parameters);
  await stopped(parameters, first);
  await newIdentity(parameters);
  await byHand(parameters, first);
  await intoGroup(parameters);
  console.log(`${name}: the same twice, after a stop at each of ${first.steps} requests, and after changes by hand`);
}
