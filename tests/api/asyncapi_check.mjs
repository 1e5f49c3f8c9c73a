// Parses the AsyncAPI document that is given by its path; prints what is wrong, one fault a line.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const ERROR = 0; // severities: error, warning, information, hint
const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
const faults = diagnostics.filter((diagnostic) => diagnostic.severity === ERROR);
for (const fault of faults) console.log(`${fault.path.join('.')}: ${fault.message}`);
if (!document || faults.length > 0) process.exit(1);
console.log(`${document.channels().all().length} channels`);
