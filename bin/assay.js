#!/usr/bin/env node
import v8 from 'node:v8';

// A run is short and its code is wide: inlining less costs nothing once warm and saves a seventh of a cold check's work.
v8.setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
// Pages become garbage one after the other: a larger nursery copies less of them.
if (process.argv.includes('fix') || process.argv.includes('--fix')) v8.setFlagsFromString('--max-semi-space-size=32');

const { main } = await import('../dist/cli.js');
process.exitCode = await main(process.argv.slice(2));
