/**
 * Runs a script of this repository on the Node version it needs, on a machine that has only Node 20 and npm:
 * `node dev/bootstrap.mjs <script.ts> [arguments]`. Installs the packages first when package-lock.json asks for it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const hashFile = join(modules, '.bootstrap-lock-hash');
const installLock = join(root, '.local', 'install.lock');
const windows = process.platform === 'win32';
const pinnedNode = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

const lockFile = () => readText(join(root, 'package-lock.json')) ?? '';
const lockHash = () => createHash('sha256').update(lockFile()).digest('hex');

/** Whether what npm says it installed (its hidden lock file) is what package-lock.json asks for. */
function matchesHiddenLock() {
  const hidden = readText(join(modules, '.package-lock.json'));
  if (hidden === undefined) return false;
  const installed = JSON.parse(hidden).packages;
  return Object.entries(JSON.parse(lockFile()).packages).every(([path, wanted]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === wanted.version : Boolean(wanted.optional);
  });
}

function upToDate() {
  const hash = lockHash();
  if (!existsSync(pinnedNode)) return false;
  if (readText(hashFile) === hash) return true;
  // `npm install` by hand, or the very first start after it: nothing to do again.
  if (!matchesHiddenLock()) return false;
  writeFileSync(hashFile, hash);
  return true;
}

const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two commands started together on a fresh checkout must not both run `npm ci`: one installs, the other waits. */
function takeInstallLock() {
  mkdirSync(join(root, '.local'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(installLock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = Number(readText(installLock));
    if (owner > 0 && !alive(owner)) rmSync(installLock, { force: true });
    else sleep(300);
  }
}

function npm(args) {
  // npm gives its own path to the scripts it runs; without it, the one on PATH (a .cmd file on Windows).
  const cli = process.env.npm_execpath;
  const runsByNode = cli !== undefined && cli.endsWith('.js') && existsSync(cli);
  const result = runsByNode
    ? spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: windows });
  return result.status === 0;
}

function install() {
  console.log(
    'Première installation ou paquets modifiés : « npm ci » installe les paquets (une à deux minutes). / ' +
      'First start or changed packages: “npm ci” installs the packages (one to two minutes).',
  );
  // NODE_ENV=production in the shell would leave out Postgres and Node themselves. Warnings are about the Node that runs
  // npm (20 is enough for that), not about the one that will run the packages.
  const options = ['--include=dev', '--loglevel=error', '--no-audit', '--no-fund'];
  // Some registry mirrors lack packages of other platforms; `npm ci` gives up there, `npm install` does without them.
  if (!npm(['ci', ...options]) && !npm(['install', '--no-save', ...options])) {
    fail(
      "L'installation a échoué : vérifiez l'accès au registre npm et la place sur le disque (voir les lignes ci-dessus), puis relancez la même commande. / " +
        'The installation failed: check access to the npm registry and free disk space (see the lines above), then run the same command again.',
    );
  }
  if (!existsSync(pinnedNode)) {
    // Install scripts are switched off on this machine (ignore-scripts): this one fetches Node itself.
    const script = join(modules, 'node', 'installArchSpecificPackage.js');
    spawnSync(process.execPath, [script], { cwd: join(modules, 'node'), stdio: 'inherit' });
  }
  if (!existsSync(pinnedNode)) {
    fail(
      "Le paquet npm « node » n'a pas livré son exécutable : lancez « npm rebuild node », puis la même commande. / " +
        'The npm package “node” did not deliver its executable: run “npm rebuild node”, then the same command.',
    );
  }
  writeFileSync(hashFile, lockHash());
}

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('usage: node dev/bootstrap.mjs <script.ts> [arguments]');

if (!upToDate()) {
  takeInstallLock();
  process.on('exit', () => rmSync(installLock, { force: true }));
  if (!upToDate()) install();
  rmSync(installLock, { force: true });
}

// The real binary, not the link in .bin: signals sent to the child's id then reach Node and no wrapper.
const child = spawn(pinnedNode, [join(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DOSSIER_BOOTSTRAP_PID: String(process.pid) },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

/** The process that started our parent, on Linux; npm runs a script through a shell that outlives a killed npm. */
function grandparentIfShell() {
  const stat = readText(`/proc/${process.ppid}/stat`);
  // With `exec` in the script npm itself is the parent, and its own parent may come and go.
  if (!/\((sh|dash|bash|ash|busybox)\)/.test(stat ?? '')) return undefined;
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
}

if (process.env.npm_lifecycle_event !== undefined) {
  // npm killed outright (kill -9) leaves this process behind: the stack then has nobody to stop it.
  const parents = `${process.ppid} ${grandparentIfShell()}`;
  setInterval(() => {
    if (`${process.ppid} ${grandparentIfShell()}` !== parents) child.kill('SIGTERM');
  }, 1000).unref();
}

child.on('error', (error) => fail(`Node 24 ne démarre pas / Node 24 does not start: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
