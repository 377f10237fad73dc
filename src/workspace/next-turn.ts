/** Lets everything else that waits have its turn of the event loop: input is read and timers fire. */
export async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}
