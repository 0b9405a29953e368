import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  payload: AdapterPayload;
  /** Epoch milliseconds. */
  until: number;
}

/** Keeps what the provider must remember (sessions, codes, tokens) for as long as its process lives. */
export function memoryAdapter(): (model: string) => Adapter {
  const kept = new Map<string, Kept>();
  const alive = (found: Kept | undefined) =>
    found !== undefined && found.until > Date.now() ? found.payload : undefined;
  const where = (matches: (payload: AdapterPayload) => boolean) =>
    [...kept].filter(([, { payload }]) => matches(payload));

  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`;
    const byKind = (matches: (payload: AdapterPayload) => boolean) =>
      where(matches).find(([key]) => key.startsWith(keyOf('')))?.[1];
    return {
      upsert: (id, payload, expiresIn = 3_600) => {
        kept.set(keyOf(id), { payload, until: Date.now() + expiresIn * 1_000 });
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(alive(kept.get(keyOf(id)))),
      findByUid: (uid) => Promise.resolve(alive(byKind((payload) => payload.uid === uid))),
      findByUserCode: (userCode) =>
        Promise.resolve(alive(byKind((payload) => payload.userCode === userCode))),
      consume: (id) => {
        const found = kept.get(keyOf(id));
        if (found !== undefined) found.payload.consumed = Math.floor(Date.now() / 1_000);
        return Promise.resolve();
      },
      destroy: (id) => Promise.resolve(void kept.delete(keyOf(id))),
      revokeByGrantId: (grantId) => {
        for (const [key] of where((payload) => payload.grantId === grantId)) kept.delete(key);
        return Promise.resolve();
      },
    };
  };
}
