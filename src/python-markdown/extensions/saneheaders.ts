import { hashHeaderProcessor } from '../blocks/hash-header.ts';
import type { Extension } from '../extension.ts';

/** Mirrors `pymdownx.saneheaders`: the hashes of a heading need a space after them. */
const saneHeaders: Extension = {
  name: 'pymdownx.saneheaders',
  extend({ parser }) {
    parser.processors.register(hashHeaderProcessor(parser, true), 'hashheader', 70);
  },
};

export default saneHeaders;
