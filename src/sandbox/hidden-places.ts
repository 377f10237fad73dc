import { existsSync, realpathSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

import { isInside } from "../workspace/is-inside.ts";
import { outermost } from "./outermost.ts";

/**
 * Folders that a confined program finds empty, as real paths, none inside another: homes, what was mounted (in WSL the
 * Windows disk), temporary files, and `/run` with the sockets of Docker, of agents and of the desktop.
 *
 * @param home as the environment says; the system may say otherwise, then both are hidden
 */
export function findHiddenPlaces(home: string | undefined): readonly string[] {
  const all = [...systemPlaces, tmpdir()].filter(isFolder).map((path) => realpathSync(path));
  return outermost([...all, ...findHomes(home)].filter((path) => path !== "/"));
}

/** The homes of who runs us, as real paths. */
export function findHomes(home: string | undefined): readonly string[] {
  return [homedir(), home ?? ""].filter(isFolder).map((path) => realpathSync(path));
}

const systemPlaces = ["/home", "/root", "/mnt", "/media", "/tmp", "/var/tmp", "/run"];

/** Files of the system that root can read, and that root in a namespace of its own therefore can read as well. */
export function findSystemSecrets(): readonly string[] {
  return realOnes(systemSecrets);
}

const systemSecrets =
  "shadow shadow- gshadow gshadow- sudoers sudoers.d ssh ssl/private krb5.keytab kubernetes letsencrypt wireguard openvpn"
    .split(" ")
    .map((name) => `/etc/${name}`);

/** Where the home is the root or lies in it, and therefore cannot be hidden: the places where secrets are known to lie. */
export function findHomeSecrets(root: string, home: string | undefined): readonly string[] {
  return home === undefined || !isFolder(home) || !isInside(root, realpathSync(home))
    ? []
    : realOnes(homeSecrets.map((path) => join(home, path)));
}

const homeSecrets = [
  ".ssh .aws .azure .gnupg .kube .docker .password-store .config/gcloud .config/gh .config/op .local/share/keyrings",
  ".netrc .npmrc .pypirc .git-credentials .config/git/credentials .cargo/credentials.toml .m2/settings.xml",
  ".bash_history .zsh_history",
].flatMap((paths) => paths.split(" "));

function realOnes(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => existsSync(path)).map((path) => realpathSync(path));
}

function isFolder(path: string): boolean {
  return path.startsWith("/") && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
