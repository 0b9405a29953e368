/** How many cases a test plays: in `npm test`, in `npm run test:long`, and the variable that asks for another number. */
interface Counts {
  short: number;
  long: number;
  variable: string;
}

/** How many cases to play in this run. */
export function howMany({ short, long, variable }: Counts): number {
  return Number(process.env[variable] ?? (process.env['TEST_LONG'] === '1' ? long : short));
}
