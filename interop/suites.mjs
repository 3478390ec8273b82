/**
 * Lets Digital Bazaar's suites verify what we sign, and derive from what we sign, offline.
 *
 * node suites.mjs verify --contexts CONTEXTS_DIR FILE.json...
 * node suites.mjs derive --contexts CONTEXTS_DIR --pointer POINTER... BADGE.json
 *
 * `verify` prints one JSON line per file: {"file", "verified", "error"}; a presentation is checked
 * with the challenge and domain that it carries. `derive` prints the derived badge.
 */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';

import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {driver as didKeyDriver} from '@digitalbazaar/did-method-key';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import {cryptosuite as ecdsaRdfc2019} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as ecdsaSd2023 from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {Ed25519VerificationKey2020} from '@digitalbazaar/ed25519-verification-key-2020';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

const LEGACY = 'https://w3id.org/security/suites/ed25519-2020/v1';

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

/** Makes a driver of did:key with every kind of key that badges use. */
function didKey() {
  const driver = didKeyDriver();
  driver.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
  for(const multibaseMultikeyHeader of ['zDna', 'z82L']) {
    driver.use({multibaseMultikeyHeader, fromMultibase: EcdsaMultikey.from});
  }
  return driver;
}

/** Makes a document loader of pinned contexts and did:key addresses; `legacy` keys are older. */
function documentLoaderOf(contexts, legacy) {
  const driver = didKey();
  return async url => {
    let document = contexts.get(url);
    if(document === undefined && url.startsWith('did:key:')) {
      document = await driver.get({url});
      if(legacy && url.includes('#')) {
        const key = await Ed25519VerificationKey2020.from({
          id: document.id, controller: document.controller, type: 'Ed25519VerificationKey2020',
          publicKeyMultibase: document.publicKeyMultibase});
        document = {'@context': LEGACY, ...key.export({publicKey: true})};
      }
    }
    if(document === undefined) {
      throw new Error(`${url} is not at hand`);
    }
    return {contextUrl: null, documentUrl: url, document};
  };
}

/** Makes the suite that a proof names. */
function suiteOf({type, cryptosuite}) {
  switch(cryptosuite ?? type) {
    case 'Ed25519Signature2020': return new Ed25519Signature2020();
    case 'eddsa-rdfc-2022': return new DataIntegrityProof({cryptosuite: eddsaRdfc2022});
    case 'ecdsa-rdfc-2019': return new DataIntegrityProof({cryptosuite: ecdsaRdfc2019});
    case 'ecdsa-sd-2023':
      return new DataIntegrityProof({cryptosuite: ecdsaSd2023.createVerifyCryptosuite()});
    default: throw new Error(`no suite here for ${cryptosuite ?? type}`);
  }
}

/** Puts an error and the errors inside it into one line. */
function sentence(error) {
  return [error, ...(error.errors ?? [])].map(({message}) => message).join('; ');
}

/** Asks whether a badge or presentation verifies. */
async function verify(file, contexts) {
  const document = await readJson(file);
  const proof = [document.proof].flat()[0];
  const suite = suiteOf(proof);
  const documentLoader = documentLoaderOf(contexts, suite instanceof Ed25519Signature2020);
  const {verified, error} = document.type.includes('VerifiablePresentation') ?
    await vc.verify({
      presentation: document, suite, documentLoader,
      challenge: proof.challenge, domain: proof.domain}) :
    await vc.verifyCredential({credential: document, suite, documentLoader});
  return {file, verified, error: verified ? null : sentence(error)};
}

/** Derives a badge that shows what is mandatory and what the pointers name. */
async function derive(file, pointers, contexts) {
  const cryptosuite = ecdsaSd2023.createDiscloseCryptosuite({selectivePointers: pointers});
  return vc.derive({
    verifiableCredential: await readJson(file),
    suite: new DataIntegrityProof({cryptosuite}),
    documentLoader: documentLoaderOf(contexts, false)
  });
}

const {values, positionals: [command, ...files]} = parseArgs({
  options: {contexts: {type: 'string'}, pointer: {type: 'string', multiple: true, default: []}},
  allowPositionals: true
});
if(values.contexts === undefined || !['verify', 'derive'].includes(command) || !files.length) {
  process.stderr.write('usage: suites.mjs verify|derive --contexts DIR [--pointer P]... FILE...\n');
  process.exit(2);
}
globalThis.fetch = async () => new Response(null, {status: 404});
const contexts = await readContexts(values.contexts);
for(const file of files) {
  const answer = command === 'verify' ?
    await verify(file, contexts) : await derive(file, values.pointer, contexts);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
