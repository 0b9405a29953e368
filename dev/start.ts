/** `npm start`: the whole product on this machine, with demo data, until Ctrl-C. */
import { runStack } from './run-stack.ts';

// `exit` and not `exitCode`: a connection the demo seed left open must not keep a stopped stack alive.
process.exit(await runStack());
