import { ava } from "./ava.ts";
import { bun } from "./bun.ts";
import { cargoTest } from "./cargo-test.ts";
import { ctest } from "./ctest.ts";
import { deno } from "./deno.ts";
import { dotnetTest } from "./dotnet-test.ts";
import type { Framework } from "./framework.ts";
import { generic } from "./generic.ts";
import { goTest } from "./go-test.ts";
import { gradle } from "./gradle.ts";
import { jest } from "./jest.ts";
import { maven } from "./maven.ts";
import { minitest } from "./minitest.ts";
import { mocha } from "./mocha.ts";
import { nodeTest } from "./node-test.ts";
import { phpunit } from "./phpunit.ts";
import { playwright } from "./playwright.ts";
import { pytest } from "./pytest.ts";
import { rspec } from "./rspec.ts";
import { unittest } from "./unittest.ts";
import { vitest } from "./vitest.ts";

/** The frameworks of each ecosystem; one of each runs the tests of a package, and what stands first wins a tie. */
export const families: readonly (readonly Framework[])[] = [
  [vitest, jest, mocha, ava, nodeTest, bun, deno, playwright],
  [pytest, unittest],
  [goTest],
  [cargoTest],
  [phpunit],
  [rspec, minitest],
  [ctest],
  [maven, gradle],
  [dotnetTest],
];

/** For a test script whose runner is none of these. */
export { generic };

/** Every framework there is. */
export const frameworks: readonly Framework[] = [...families.flat(), generic];
