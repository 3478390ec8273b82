/**
 * Times `@digitalbazaar/vc` for benchmarks/run.py: one JSON command a line, one JSON answer a line.
 *
 * node bench.mjs --contexts CONTEXTS_DIR
 *   {"ask": BADGE}       -> {"verified": ..., "canonical": SHA-256 of the credential's N-Quads}
 *   {"time": BADGE, "for": MS} -> {"ms": [one number for each verification]}
 *
 * The first line says that it is ready. No status list is fetched: no candidate fetches one.
 */
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';

import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {CachedResolver} from '@digitalbazaar/did-io';
import {driver as didKeyDriver} from '@digitalbazaar/did-method-key';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

/** Reads one JSON file. */
async function readJson(path) {
  return JSON.parse(await readFile(path, 'utf8'));
}

/** Makes a document loader whose contexts jsonld.js may keep processed ("static"). */
async function loaderOf(folder) {
  const pins = await readJson(join(folder, 'manifest.json'));
  const contexts = new Map(await Promise.all(
    pins.filter(({variant}) => variant === null)
      .map(async ({url, file}) => [url, await readJson(join(folder, 'data', file))])));
  const keys = didKeyDriver();
  keys.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
  const resolver = new CachedResolver();
  resolver.use(keys);
  return async url => contexts.has(url) ?
    {contextUrl: null, documentUrl: url, document: contexts.get(url), tag: 'static'} :
    {contextUrl: null, documentUrl: url, document: await resolver.get({url})};
}

/** Verifies a badge, from its text. */
async function verify(text) {
  const {verified} = await vc.verifyCredential({
    credential: JSON.parse(text),
    suite: new DataIntegrityProof({cryptosuite}),
    documentLoader,
    checkStatus: async () => ({verified: true})
  });
  return verified;
}

/** Hashes the canonical form of a badge without its proof. */
async function hashOf(text) {
  const {proof, ...credential} = JSON.parse(text);
  const nquads = await cryptosuite.canonize(credential, {documentLoader});
  return createHash('sha256').update(nquads).digest('hex');
}

/**
 * Verifies a badge again and again for some milliseconds, at least once. A time is the lesser of
 * wall clock and CPU time: other programs count in the one, threads that tidy up in the other.
 */
async function time(text, budget) {
  const ms = [];
  const end = performance.now() + budget;
  do {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await verify(text);
    const {user, system} = process.cpuUsage(before);
    ms.push(Math.min(performance.now() - start, (user + system) / 1000));
  } while(performance.now() < end);
  return ms;
}

const {values} = parseArgs({options: {contexts: {type: 'string'}}});
const documentLoader = await loaderOf(values.contexts);
const say = answer => process.stdout.write(`${JSON.stringify(answer)}\n`);

say({ready: true});
for await (const line of createInterface({input: process.stdin})) {
  const command = JSON.parse(line);
  if(command.ask === undefined) {
    say({ms: await time(command.time, command.for)});
  } else {
    say({verified: await verify(command.ask), canonical: await hashOf(command.ask)});
  }
}
