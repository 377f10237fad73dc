/** Loaded before the server with `--import`: its wall clock is a day early or late, another one every time it is asked. */
const dayMs = 86_400_000;
const now = Date.now;
let asked = 0;
Date.now = () => now() + (((asked += 1) % 3) - 1) * dayMs;
