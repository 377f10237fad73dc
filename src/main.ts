#!/usr/bin/env node
import { availableParallelism, homedir, totalmem } from "node:os";
import { runCommand } from "./cli/run-command.ts";

process.exitCode = await runCommand({
  argv: process.argv.slice(2),
  environment: { ...process.env },
  workingDirectory: process.cwd(),
  platform: process.platform,
  home: homedir(),
  cores: availableParallelism(),
  memoryBytes: totalmem(),
});
