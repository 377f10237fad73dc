import type { Layout } from "./layout.ts";

export interface BubblewrapOptions {
  readonly layout: Layout;
  /** Absolute path of an empty file that is laid over others. */
  readonly emptyFile: string;
  readonly cwd: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Of `bwrap --version`: 0.8 brought two of the options. */
  readonly isRecent: boolean;
  /** Whether the network is shared, and with it the machine's loopback. */
  readonly network: boolean;
}

/**
 * The arguments of `bwrap` for a command: namespaces of its own for users, processes, IPC, host name and network, no
 * capabilities, a new session, an end with us. The environment is the one that bwrap is started with: `/proc/1/environ`
 * shows it to the program.
 */
export function bubblewrapArgs(options: BubblewrapOptions): readonly string[] {
  const { layout, emptyFile, cwd, command, args, isRecent, network } = options;
  const limit = isRecent ? ["--size", String(memoryFolderBytes)] : [];
  return [
    ...namespaces,
    ...(network ? [] : ["--unshare-net"]),
    ...(isRecent ? ["--disable-userns"] : []),
    ...base,
    ...layout.hidden.flatMap((path) => [...limit, "--tmpfs", path]),
    ...layout.shown.flatMap((path) => ["--ro-bind", path, path]),
    ...layout.writable.flatMap((path) => ["--bind", path, path]),
    // What has gone meanwhile needs no protection.
    ...layout.fixed.flatMap((path) => ["--ro-bind-try", path, path]),
    ...layout.emptyFiles.flatMap((path) => ["--ro-bind", emptyFile, path]),
    ...layout.emptyFolders.flatMap((path) => ["--tmpfs", path, "--remount-ro", path]),
    "--chdir",
    cwd,
    "--",
    command,
    ...args,
  ];
}

const namespaces =
  "--unshare-user --unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup-try".split(" ");

const base = [
  ..."--die-with-parent --new-session --cap-drop ALL --ro-bind / / --dev /dev --proc /proc".split(
    " ",
  ),
  // Settings of the whole machine. Who is root outside owns them inside as well, and writes them without any capability.
  ..."--ro-bind-try /proc/sys /proc/sys".split(" "),
];

/** What a program may put into one hidden folder; it counts as memory of the machine. */
const memoryFolderBytes = 512 * 1024 * 1024;
