import { condition, defineQuery, defineUpdate, setHandler } from '@temporalio/workflow';

/** What a message of the floor says and gets back: about as much as a dossier's. */
export interface BareMessage {
  id: string;
  receivedAt: string;
}

/** The floor's only message. */
export const bareUpdate = defineUpdate<{ step: number }, [BareMessage]>('step');

/** The floor's query: what it has counted. */
export const bareQuery = defineQuery<{ step: number; received: string[] }>('view');

const steps = 6;
const longWait = '2 days';

/** A bare workflow that waits for six updates, each wait under a timer, and does nothing else. */
export async function bare(): Promise<void> {
  const received: string[] = [];
  setHandler(bareQuery, () => ({ step: received.length, received }));
  setHandler(bareUpdate, ({ id }) => {
    received.push(id);
    return { step: received.length };
  });
  await condition(() => received.length > 0);
  for (let step = 1; step < steps; step += 1) {
    await condition(() => received.length > step, longWait);
  }
}
