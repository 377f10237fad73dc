/** Tells when work begins and when nothing is under way any more. */
export interface WorkCount {
  /** Counts this work while it is under way. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** @param onBusy called by the first work; @param onIdle called when the last one has settled */
export function countWork(onBusy: () => void, onIdle: () => void): WorkCount {
  let active = 0;
  return {
    async during(work) {
      active += 1;
      if (active === 1) {
        onBusy();
      }
      try {
        return await work();
      } finally {
        active -= 1;
        if (active === 0) {
          onIdle();
        }
      }
    },
  };
}
