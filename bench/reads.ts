import autocannon from 'autocannon';

/** How hard a route is read. */
export interface ReadLoad {
  url: string;
  headers?: Record<string, string>;
  connections: number;
  seconds: number;
}

/** Reads a route for some seconds; gives answers a second. Throws when any answer was not a 200: that would not be a measure. */
export async function readsPerSecond({ url, headers = {}, connections, seconds }: ReadLoad): Promise<number> {
  const result = await autocannon({ url, headers, connections, duration: seconds });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${url}: ${bad} answers were errors`);
  return result.requests.total / result.duration;
}

/** Calls a function for some seconds from so many loops; gives calls a second. */
export async function callsPerSecond(
  call: () => Promise<unknown>,
  loops: number,
  seconds: number,
): Promise<number> {
  const began = performance.now();
  const end = began + seconds * 1_000;
  let calls = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < end) {
      await call();
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
  return calls / ((performance.now() - began) / 1_000);
}
