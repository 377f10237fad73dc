import { expect, test } from "vitest";
import { testEnvironment } from "../../src/sandbox/test-environment.ts";

test.skipIf(process.platform === "win32")(
  "tests inherit what toolchains need, and neither secrets nor what takes us for a test runner",
  () => {
    const inherited = {
      PATH: "/usr/bin:.:/shop/node_modules/.bin:/opt/go/bin:",
      HOME: "/home/clerk",
      LANG: "C.UTF-8",
      LC_ALL: "C.UTF-8",
      LC_API_KEY: "secret",
      TZ: "UTC",
      GOFLAGS: "-mod=mod",
      JAVA_HOME: "/opt/java",
      TMPDIR: "/tmp",
      XDG_RUNTIME_DIR: "/run/user/1000",
      NODE_OPTIONS: "--require ./evil.js",
      NODE_TEST_CONTEXT: "child-v8",
      NODE_V8_COVERAGE: "/tmp",
      VITEST: "true",
      VITEST_POOL_ID: "1",
      JEST_WORKER_ID: "1",
      GIT_DIR: "/elsewhere",
      GITHUB_TOKEN: "secret",
      OPENAI_API_KEY: "secret",
      AWS_SECRET_ACCESS_KEY: "secret",
      SSH_AUTH_SOCK: "/tmp/agent",
      LD_PRELOAD: "/tmp/evil.so",
      CLAUDECODE: "1",
    };
    const place = { root: "/shop", cwd: "/shop/packages/cart", runFolder: "/run-7" };
    expect(
      testEnvironment(inherited, place, { NODE_OPTIONS: "--experimental-vm-modules" }),
    ).toEqual({
      PATH: [
        "/shop/packages/cart/node_modules/.bin",
        "/shop/packages/node_modules/.bin",
        "/shop/node_modules/.bin",
        "/usr/bin",
        "/opt/go/bin",
      ].join(":"),
      HOME: "/home/clerk",
      LANG: "C.UTF-8",
      LC_ALL: "C.UTF-8",
      TZ: "UTC",
      GOFLAGS: "-mod=mod",
      JAVA_HOME: "/opt/java",
      TMPDIR: "/run-7",
      TEMP: "/run-7",
      TMP: "/run-7",
      CI: "1",
      NO_COLOR: "1",
      FORCE_COLOR: "0",
      TERM: "dumb",
      GIT_TERMINAL_PROMPT: "0",
      npm_config_yes: "false",
      // What the project's own script sets is the project's business.
      NODE_OPTIONS: "--experimental-vm-modules",
    });
  },
);
