/**
 * Asks two programs that are not ours whether they accept a badge, offline.
 *
 * node verify.mjs --contexts CONTEXTS_DIR [--web FETCH_DIR] BADGE.json...
 */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';

import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {CachedResolver} from '@digitalbazaar/did-io';
import {driver as didKeyDriver} from '@digitalbazaar/did-method-key';
import {driver as didWebDriver} from '@digitalbazaar/did-method-web';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import * as verifierCore from '@digitalcredentials/verifier-core';

/** Reads one JSON file. */
async function readJson(...path) {
  return JSON.parse(await readFile(join(...path), 'utf8'));
}

/** Reads the project's pinned contexts, by address. */
async function readContexts(folder) {
  const pins = await readJson(folder, 'manifest.json');
  const current = pins.filter(({variant}) => variant === null);
  return new Map(await Promise.all(
    current.map(async ({url, file}) => [url, await readJson(folder, 'data', file)])));
}

/** Makes a `fetch` that answers from a folder, and 404 to everything else. */
async function fetchFrom(folder) {
  const index = folder === undefined ? {} : await readJson(folder, 'index.json');
  return async input => {
    const {url} = new Request(input);
    if(!Object.hasOwn(index, url)) {
      return new Response(null, {status: 404});
    }
    const entry = typeof index[url] === 'string' ? {file: index[url]} : index[url];
    return new Response(entry.file ? await readFile(join(folder, entry.file)) : null, {
      status: entry.status ?? 200,
      headers: {'content-type': entry.contentType ?? 'application/json', ...entry.headers}
    });
  };
}

/** Makes a resolver of did:key and did:web with Ed25519 keys. */
function ed25519Resolver() {
  const resolver = new CachedResolver();
  for(const driver of [didKeyDriver(), didWebDriver()]) {
    driver.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
    resolver.use(driver);
  }
  return resolver;
}

/** Makes the document loader of `@digitalbazaar/vc`. */
function documentLoaderOf(contexts) {
  const resolver = ed25519Resolver();
  return async url => {
    const document = contexts.get(url) ??
      (url.startsWith('did:') ? await resolver.get({url}) : await fetchJson(url));
    return {contextUrl: null, documentUrl: url, document};
  };
}

/** Fetches one JSON document. */
async function fetchJson(url) {
  const response = await fetch(url);
  if(!response.ok) {
    throw new Error(`${url} is not at hand`);
  }
  return response.json();
}

/** Puts an error and the errors inside it into one line. */
function sentence(error) {
  return [error, ...(error.errors ?? [])].map(({message}) => message).join('; ');
}

/** Asks `@digitalbazaar/vc`, which answers "verified" to a set status bit: we look ourselves. */
async function askVc(credential, documentLoader) {
  const suite = new DataIntegrityProof({cryptosuite});
  const {verified, error, statusResult} =
    await vc.verifyCredential({credential, suite, documentLoader, checkStatus});
  if(!verified) {
    return {verified, error: sentence(error ?? statusResult.error)};
  }
  const set = statusResult?.results.filter(({status}) => status) ?? [];
  const purposes = set.map(({credentialStatus}) => credentialStatus.statusPurpose);
  return {verified: set.length === 0, error: purposes.map(p => `${p} is set`).join('; ') || null};
}

/** Asks `@digitalcredentials/verifier-core`; an unknown issuer is only a warning there. */
async function askVerifierCore(credential) {
  const {log = [], errors} =
    await verifierCore.verifyCredential({credential, knownDIDRegistries: []});
  const steps = log.filter(({id}) => id !== 'registered_issuer');
  const failed = steps.filter(({valid}) => valid !== true).map(({id}) => id);
  const signed = steps.some(({id}) => id === 'valid_signature');
  const reasons = errors?.map(({name, message}) => `${name}: ${message}`) ?? failed;
  const verified = signed && reasons.length === 0;
  return {verified, log, error: verified ? null : reasons.join('; ') || 'no signature checked'};
}

const {values, positionals} = parseArgs({
  options: {contexts: {type: 'string'}, web: {type: 'string'}},
  allowPositionals: true
});
if(values.contexts === undefined || positionals.length === 0) {
  process.stderr.write('usage: verify.mjs --contexts DIR [--web DIR] BADGE.json...\n');
  process.exit(2);
}
const documentLoader = documentLoaderOf(await readContexts(values.contexts));
globalThis.fetch = await fetchFrom(values.web);
// verifier-core reports a schema that it cannot fetch on the console.
console.log = console.error = () => {};

for(const file of positionals) {
  const answer = {
    file,
    vc: await askVc(await readJson(file), documentLoader),
    verifierCore: await askVerifierCore(await readJson(file))
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
