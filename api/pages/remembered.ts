const mostRemembered = 2_000;

/** A pure function of a text that remembers its answers: dates of lists are the same few again and again. */
export function remembered<K extends string, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const answer = work(key);
    if (known.size >= mostRemembered) known.clear();
    known.set(key, answer);
    return answer;
  };
}
