#!/usr/bin/env node
import { availableParallelism, homedir, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { runCommand } from "./cli/run-command.ts";

process.exitCode = await runCommand({
  argv: process.argv.slice(2),
  environment: { ...process.env },
  workingDirectory: process.cwd(),
  platform: process.platform,
  home: homedir(),
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  installed: { node: process.execPath, program: fileURLToPath(import.meta.url) },
});
