// npm run bundle [FOLDER]: the .mcpb bundle of this platform, for clients that install a server from one file. The package
// as npm would publish it, the dependencies that the lock file names, and a manifest, checked and packed by the format's own tool.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const mcpb = "@anthropic-ai/mcpb@2.1.2";

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const manifestOfPackage = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
const { tools } = await import(pathToFileURL(join(home, "dist", "tools", "index.js")).href);

// TypeScript 7 is a native program, so a bundle is for one platform.
const name = `repowright-${manifestOfPackage.version}-${process.platform}-${process.arch}.mcpb`;
const bundle = resolve(process.argv[2] ?? ".", name);
const stage = mkdtempSync(join(tmpdir(), "repowright-bundle-"));
try {
  const [{ filename }] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", stage], home));
  const server = join(stage, "bundle", "server");
  mkdirSync(server, { recursive: true });
  run("tar", ["-xzf", join(stage, filename), "--strip-components=1", "-C", server], stage);
  copyFileSync(join(home, "package-lock.json"), join(server, "package-lock.json"));
  run("npm", ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], server);
  writeFileSync(join(stage, "bundle", "manifest.json"), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  run("npm", ["exec", "--yes", "--", mcpb, "validate", join(stage, "bundle", "manifest.json")], stage);
  run("npm", ["exec", "--yes", "--", mcpb, "pack", join(stage, "bundle"), bundle], stage);
} finally {
  rmSync(stage, { recursive: true, force: true });
}
process.stdout.write(`${bundle} ${(statSync(bundle).size / 1e6).toFixed(1)} MB\n`);

function manifest() {
  const { version, description, license, keywords, engines } = manifestOfPackage;
  return {
    manifest_version: "0.3",
    name: "repowright",
    display_name: "Repowright",
    version,
    description,
    author: { name: "Repowright contributors" },
    license,
    keywords,
    server: {
      type: "node",
      entry_point: "server/dist/src/main.js",
      mcp_config: {
        command: "node",
        args: ["${__dirname}/server/dist/src/main.js", "--root", "${user_config.root}"],
      },
    },
    tools: tools.map((tool) => {
      const listing = tool.listing();
      return { name: listing.name, description: listing.description };
    }),
    user_config: {
      root: {
        type: "directory",
        title: "Repository",
        description: "The folder the tools read and change; none outside it is touched.",
        required: true,
      },
    },
    compatibility: { platforms: [process.platform], runtimes: { node: engines.node } },
  };
}

function run(program, args, cwd) {
  const windows = process.platform === "win32";
  const done = spawnSync(windows ? `${program}.cmd` : program, args, {
    cwd,
    encoding: "utf8",
    shell: windows && program === "npm",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (done.status !== 0) {
    process.stderr.write(`${program} ${args.join(" ")} failed\n${done.stdout ?? ""}`);
    process.exit(1);
  }
  return done.stdout;
}
