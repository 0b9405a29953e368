import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath, isExecutable } from './find-executable.ts';
import { installOnce } from './install-once.ts';
import { bilingual, Problem } from './problem.ts';
import { runQuietly } from './run-quietly.ts';
import { downloadBySdk } from './sdk-executable.ts';
import type { BinaryOptions } from './temporal-binary.ts';

/** The version of the time-skipping test server, the same from the SDK's download and from Maven. */
export const testServerVersion = '1.32.0';

const fileName = process.platform === 'win32' ? 'temporal-test-server.exe' : 'temporal-test-server';

/**
 * The program of the time-skipping test server, installed into the cache when it is not there: the SDK's download first,
 * then Maven and Java. For `server.executable: {type: 'existing-path', path}` of `TestWorkflowEnvironment.createTimeSkipping`.
 */
export async function resolveTestServer({ env, cache, say }: BinaryOptions): Promise<string> {
  const folder = join(cache, `temporal-test-server-${testServerVersion}`);
  const program = join(folder, fileName);
  if (isExecutable(program)) return program;
  await installOnce(folder, async (temporary) => {
    say(
      bilingual(
        'Serveur de test Temporal : installation (une seule fois)…',
        'Temporal test server: installing (only once)…',
      ),
    );
    if ((await downloadBySdk('test-server', testServerVersion, temporary, fileName)) === undefined) return;
    const failure = await installByMaven(temporary, env);
    if (failure !== undefined) throw notInstalled(failure);
  });
  return program;
}

async function installByMaven(folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const maven = findOnPath('mvn', env);
  if (maven === undefined) return 'mvn: not found';
  if (findOnPath('java', env) === undefined) return 'java: not found';
  const pom = join(folder, 'pom.xml');
  writeFileSync(pom, pomText);
  const failure = await runQuietly({
    command: maven,
    args: [
      '-q',
      '-B',
      '-f',
      pom,
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      '-DoutputDirectory=lib',
    ],
    cwd: folder,
    env,
    limitMs: 10 * 60_000,
  });
  if (failure !== undefined) return failure;
  rmSync(pom);
  writeFileSync(join(folder, fileName), wrapperText);
  chmodSync(join(folder, fileName), 0o755);
  return undefined;
}

// slf4j-nop: without a logger the library complains on the tests' own output at each start.
const pomText = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>temporal-test-server-copy</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${testServerVersion}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

// `exec`: the SDK ends the server by the id of the process it started, which must be Java itself.
const wrapperText = `#!/bin/sh
exec java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;

function notInstalled(failure: string): Problem {
  return new Problem(
    `${failure}\nLe serveur de test Temporal n'a pas pu être installé : ouvrez l'accès à temporal.download, ou installez Java (11 ou plus) et Maven, puis relancez « npm test ».`,
    'The Temporal test server could not be installed: open access to temporal.download, or install Java (11 or later) and Maven, then run “npm test” again.',
  );
}
