/**
 * Resolves with the first signal that asks this process to stop; later ones are ignored, because Ctrl-C reaches it twice
 * (from the terminal and from the bootstrap). Also resolves when the bootstrap that started it is gone.
 */
export function interrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    const parent = process.env.DOSSIER_BOOTSTRAP_PID;
    if (parent === undefined || parent !== String(process.ppid)) return;
    setInterval(() => {
      if (String(process.ppid) !== parent) resolve('SIGTERM');
    }, 500).unref();
  });
}

/** The exit code a shell expects of a process ended by this signal. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 129;
}

/** Keeps a closed terminal or pipe (`npm start | head`) from ending the process before it has stopped its children. */
export function ignoreBrokenOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
