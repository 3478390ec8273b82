/**
 * Says what jsonld.js, in safe mode and offline, makes of JSON-LD documents.
 *
 * node canonize.mjs --contexts CONTEXTS_DIR < DOCUMENTS.ndjson
 */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';

import jsonld from 'jsonld';

/** Reads one JSON file. */
async function readJson(...path) {
  return JSON.parse(await readFile(join(...path), 'utf8'));
}

/** Makes a loader of the project's pinned contexts and nothing else. */
async function pinnedLoader(folder) {
  const pins = await readJson(folder, 'manifest.json');
  const documents = new Map();
  for(const {url, file} of pins.filter(({variant}) => variant === null)) {
    documents.set(url, await readJson(folder, 'data', file));
  }
  return async documentUrl => {
    if(!documents.has(documentUrl)) {
      throw new Error(`${documentUrl} is not pinned`);
    }
    return {contextUrl: null, documentUrl, document: documents.get(documentUrl)};
  };
}

/** The canonical N-Quads of a document, or why there are none. */
async function canonized(document, documentLoader) {
  try {
    const form = await jsonld.canonize(document, {
      algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, documentLoader
    });
    return {form};
  } catch(error) {
    return {error: error.details?.event?.code ?? error.details?.code ?? error.message};
  }
}

const {values} = parseArgs({options: {contexts: {type: 'string'}}});
const loader = await pinnedLoader(values.contexts);
for await (const line of createInterface({input: process.stdin})) {
  console.log(JSON.stringify(await canonized(JSON.parse(line), loader)));
}
