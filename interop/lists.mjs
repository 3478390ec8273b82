/**
 * Unpacks status lists with two libraries that are not ours, and packs one with each.
 *
 * node lists.mjs LIST.json...          one JSON line each: length, and which indexes are set
 * node lists.mjs --make INDEX,INDEX    one JSON line for each library: an encodedList
 */
import {readFile} from 'node:fs/promises';
import {parseArgs} from 'node:util';

import * as digitalBazaar from '@digitalbazaar/vc-bitstring-status-list';
import * as digitalCredentials from '@digitalcredentials/vc-bitstring-status-list';

const LIBRARIES = {digitalBazaar, digitalCredentials};
const LENGTH = 131072;

/** Prints one line. */
function print(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Unpacks a list and asks for every index. */
async function unpack({decodeList}, {credentialSubject: {encodedList}}) {
  const list = await decodeList({encodedList});
  const indexes = Array.from({length: list.length}, (_, index) => index);
  return {length: list.length, set: indexes.filter(index => list.getStatus(index))};
}

/** Packs a list in which these indexes are set. */
async function pack({createList}, indexes) {
  const list = await createList({length: LENGTH});
  indexes.forEach(index => list.setStatus(index, true));
  return list.encode();
}

const {values, positionals} = parseArgs({
  options: {make: {type: 'string'}},
  allowPositionals: true
});
if((values.make === undefined) === (positionals.length === 0)) {
  process.stderr.write('usage: lists.mjs LIST.json... | --make INDEX,INDEX\n');
  process.exit(2);
}
for(const file of positionals) {
  const list = JSON.parse(await readFile(file, 'utf8'));
  const answer = {file};
  for(const [name, library] of Object.entries(LIBRARIES)) {
    answer[name] = await unpack(library, list);
  }
  print(answer);
}
if(values.make !== undefined) {
  for(const [name, library] of Object.entries(LIBRARIES)) {
    print({name, encodedList: await pack(library, values.make.split(',').map(Number))});
  }
}
