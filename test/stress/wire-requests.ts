import { tools } from "../../tools/index.ts";
import { modernMeta } from "../support/raw-client.ts";
import type { Random } from "./property-random.ts";
import { anyText, anyValue } from "./wire-values.ts";

interface Request {
  readonly jsonrpc: "2.0";
  readonly id: string;
  readonly method: string;
  readonly params?: object;
}

/** One that is answered at once. */
export function request(random: Random, id: string): Request {
  return random.pick<Request>([
    { jsonrpc: "2.0", id, method: "ping" },
    { jsonrpc: "2.0", id, method: "tools/list" },
    toolCall(id, { name: "search_code", arguments: { pattern: anyText(random) || "Cart" } }),
    toolCall(id, { name: "find_symbols", arguments: { query: "Cart", limit: 1 } }),
    toolCall(id, { name: "read_code", arguments: { targets: ["src/cart.ts"] } }),
  ]);
}

export function toolCall(id: string, params: object): Request {
  return { jsonrpc: "2.0", id, method: "tools/call", params: { ...params, _meta: modernMeta } };
}

/** Arguments with names that the tool knows and values of any kind. */
export function wrongArguments(random: Random): object {
  const tool = random.pickFrom(tools);
  const fields = Object.keys(Object(tool?.listing().inputSchema["properties"]));
  const given = fields
    .filter(() => random.once(2))
    .map((field) => [field, anyValue(random)] as const);
  const unknown = random.once(2) ? { nonsense: 1 } : {};
  return { name: tool?.name ?? "", arguments: { ...Object.fromEntries(given), ...unknown } };
}

export const notifications = [
  "notifications/cancelled",
  "notifications/initialized",
  "notifications/progress",
  "notifications/roots/list_changed",
  "notifications/nothing",
] as const;

export const methods = [
  "tools/call",
  "tools/list",
  "ping",
  "initialize",
  "server/discover",
  "subscriptions/listen",
  "logging/setLevel",
  "completion/complete",
  "resources/list",
  "resources/read",
  "prompts/list",
  "prompts/get",
  "__proto__",
  "constructor",
] as const;

export function textOf(message: object): string {
  return JSON.stringify(message);
}

export function lineOf(message: object): string {
  return `${textOf(message)}\n`;
}
