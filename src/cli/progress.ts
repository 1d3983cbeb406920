/** Says on a terminal how far a long run has come, from its second second on. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly end: () => void;
}

export function startProgress(noun: string): Progress {
  if (process.stderr.isTTY !== true) return { update: () => {}, end: () => {} };
  const start = Date.now();
  let said = 0;
  return {
    update(done, total) {
      const now = Date.now();
      if (now - start < 1000 || now - said < 100) return;
      said = now;
      process.stderr.write(`\r${done} of ${total} ${noun}`);
    },
    end() {
      if (said > 0) process.stderr.write('\r\u001b[K');
    },
  };
}
