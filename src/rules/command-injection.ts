import type { Rule } from "./rule.ts";

/** Programs that read commands. */
const shells = /^(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k|c)?sh$|^cmd(?:\.exe)?$|^powershell/u;

export const commandInjection: Rule = {
  id: "command-injection",
  title: "Shell command put together from values",
  severity: "critical",
  cwe: "CWE-78",
  owasp: "A03:2021 Injection",
  message: "A shell reads this text, so that a value within it can start other programs.",
  recommendation:
    "Start the program without a shell, with its arguments as a list; check values against a list of what is allowed.",
  finds: {
    ecmascript: [
      {
        call: [
          "child_process.{exec,execSync}",
          "*.{execAsync,execPromise}",
          "{exec,execSync,execAsync,execPromise}",
          "shelljs.exec",
          "shell.exec",
          "cp.{exec,execSync}",
          "execa.{execaCommand,execaCommandSync,command}",
        ],
        where: [{ at: 0, is: "built" }],
      },
      {
        call: ["child_process.{spawn,spawnSync,execFile,execFileSync}", "{spawn,spawnSync}"],
        where: [
          { at: 0, is: "built" },
          { at: "shell", unlike: /^false$/u, options: 2 },
        ],
      },
      {
        call: [
          "child_process.{spawn,spawnSync,execFile,execFileSync}",
          "{spawn,spawnSync,execFile}",
        ],
        where: [{ at: 0, is: "input" }],
      },
      {
        call: ["child_process.{spawn,spawnSync,execFile,execFileSync}", "{spawn,spawnSync}"],
        where: [
          { at: 0, like: shells },
          { at: 1, is: "variable", like: /-c|\/c/u },
        ],
      },
      { call: ["child_process.{exec,execSync}"], where: [{ at: 0, is: "variable" }] },
      { call: ["Deno.run", "Deno.Command"], where: [{ at: 0, is: "input" }] },
    ],
    python: [
      {
        call: [
          "os.{system,popen,popen2,popen3,popen4}",
          "commands.{getoutput,getstatusoutput}",
          "subprocess.{getoutput,getstatusoutput}",
          "asyncio.create_subprocess_shell",
          "popen2.{popen2,popen3}",
          "*.subprocess_shell",
        ],
        where: [{ at: 0, is: "built" }],
      },
      {
        call: [
          "os.{system,popen,popen2,popen3,popen4}",
          "subprocess.{getoutput,getstatusoutput}",
          "asyncio.create_subprocess_shell",
          "*.subprocess_shell",
        ],
        where: [{ at: 0, is: "variable" }],
      },
      {
        call: ["subprocess.{call,run,Popen,check_call,check_output}"],
        where: [
          { at: 0, is: "variable" },
          { at: "shell", like: /^True$/u },
        ],
      },
      {
        call: [
          "subprocess.{call,run,Popen,check_call,check_output}",
          "asyncio.create_subprocess_exec",
          "os.{execl,execle,execlp,execlpe,execv,execve,execvp,execvpe}",
        ],
        where: [{ at: 0, is: "input" }],
      },
      {
        call: [
          "os.{spawnl,spawnle,spawnlp,spawnlpe,spawnv,spawnve,spawnvp,spawnvpe,posix_spawn,posix_spawnp}",
        ],
        where: [{ at: 1, is: "variable" }],
      },
      {
        call: ["os.{spawnl,spawnle,spawnlp,spawnlpe,spawnv,spawnve,spawnvp,spawnvpe}"],
        where: [
          { at: 1, like: shells },
          { at: 2, is: "variable" },
        ],
      },
      {
        call: ["os.{spawnl,spawnle,spawnlp,spawnlpe}"],
        where: [
          { at: 1, like: shells },
          { at: 3, is: "variable" },
        ],
      },
      {
        call: ["os.{spawnl,spawnle,spawnlp,spawnlpe}"],
        where: [
          { at: 1, like: shells },
          { at: 4, is: "variable" },
        ],
      },
      {
        call: ["os.{execl,execle,execlp,execlpe,execv,execve,execvp,execvpe}"],
        where: [{ at: 0, is: "variable" }],
      },
      {
        call: ["os.{execl,execle,execlp,execlpe,execv,execve,execvp,execvpe}"],
        where: [
          { at: 0, like: shells },
          { at: 1, is: "variable" },
        ],
      },
      {
        call: ["os.{execl,execle,execlp,execlpe}"],
        where: [
          { at: 0, like: shells },
          { at: 2, is: "variable" },
        ],
      },
      {
        call: ["os.{execl,execle,execlp,execlpe}"],
        where: [
          { at: 0, like: shells },
          { at: 3, is: "variable" },
        ],
      },
      { call: ["*.BashOperator", "BashOperator"], where: [{ at: "bash_command", is: "built" }] },
      { call: ["*.exec_command"], where: [{ at: 0, is: "built" }] },
    ],
    go: [
      {
        call: ["os/exec.Command", "syscall.Exec"],
        where: [
          { at: 0, like: shells },
          { at: 2, is: "variable" },
        ],
      },
      {
        call: ["os/exec.CommandContext"],
        where: [
          { at: 1, like: shells },
          { at: 3, is: "variable" },
        ],
      },
      { call: ["os/exec.Command"], where: [{ at: 0, is: "built" }] },
      { call: ["os/exec.CommandContext"], where: [{ at: 1, is: "built" }] },
      { call: ["os/exec.Command"], where: [{ at: 1, is: "request" }] },
    ],
    php: [
      {
        call: ["{exec,system,shell_exec,passthru,popen,proc_open,pcntl_exec}"],
        where: [{ at: 0, is: "variable" }],
      },
    ],
    java: [
      {
        call: ["Runtime.getRuntime().exec", "*.getRuntime().exec"],
        where: [{ at: 0, is: "variable" }],
      },
      {
        call: ["*.exec"],
        where: [
          { at: 0, is: "built" },
          { at: "receiver", like: /^(?:r|rt|runtime)$|getRuntime\(\)/iu },
        ],
      },
      { call: ["ProcessBuilder", "*.command"], where: [{ at: 0, is: "built" }] },
      {
        call: ["ProcessBuilder", "*.command"],
        where: [
          { at: 0, like: shells },
          { at: 2, is: "variable" },
        ],
      },
    ],
  },
  safe: [
    "shlex.quote",
    "pipes.quote",
    "{escapeshellarg,escapeshellcmd}",
    "shell-quote.quote",
    "*.{shellescape,quote}",
  ],
  examples: {
    ecmascript: {
      bad: [
        'import { exec } from "node:child_process";\nexec("ls " + folder);',
        'const cp = require("child_process");\nfunction list(req) {\n  cp.execSync(`ls ${req.query.folder}`);\n}',
      ],
      good: [
        'import { execFile } from "node:child_process";\nexecFile("ls", [folder]);',
        'const match = /a/.exec("ls " + folder);',
        'import { exec } from "node:child_process";\nexec("ls");',
      ],
    },
    python: {
      bad: [
        'import os\nos.system("ls " + folder)',
        'import subprocess as sp\nsp.run(f"ls {folder}", shell=True)',
      ],
      good: [
        'import subprocess\nsubprocess.run(["ls", folder])',
        'import os, shlex\nos.system("ls " + shlex.quote(folder))',
        'import subprocess\nsubprocess.run("ls", shell=True)',
      ],
    },
    go: {
      bad: [
        'import "os/exec"\nexec.Command("sh", "-c", "ls "+folder)',
        'import "os/exec"\nname := r.FormValue("name")\nexec.Command(name)',
      ],
      good: ['import "os/exec"\nexec.Command("ls", folder)'],
    },
    php: {
      bad: ["system('ls ' . $_GET['folder']);", "$out = `ls $folder`;"],
      good: ["system('ls ' . escapeshellarg($_GET['folder']));", "exec('ls');"],
    },
    java: {
      bad: [
        'Runtime.getRuntime().exec("ls " + folder);',
        'new ProcessBuilder("sh", "-c", folder);',
      ],
      good: ['Runtime.getRuntime().exec("ls");', 'new ProcessBuilder("ls", folder);'],
    },
  },
};
