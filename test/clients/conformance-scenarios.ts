const needsFixtureTools = "asks for a tool that only the suite's own server has";
const aboutHttp = "about HTTP, which the bridge serves and not we";
const aboutStreams = "about streams over HTTP, which the bridge does not have";

/**
 * The scenarios of the conformance suite that any server can be put through, by revision; with each the checks that
 * fail, and why.
 */
export const genericScenarios: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
> = {
  "2025-11-25": {
    "server-initialize": {},
    "server-session-lifecycle": {},
    "server-sse-multiple-streams": {},
    ping: {},
    "tools-list": {},
    "resources-list": {},
    "prompts-list": {},
  },
  "2026-07-28": {
    "server-sse-multiple-streams": {},
    "server-stateless": {
      "sep-2575-http-server-header-mismatch-400": aboutHttp,
      "sep-2575-server-rejects-undeclared-capability": needsFixtureTools,
      "sep-2575-missing-capability-http-400": needsFixtureTools,
      "sep-2575-http-server-no-independent-requests-on-stream": needsFixtureTools,
      "sep-2575-server-no-log-without-loglevel": needsFixtureTools,
      "sep-2575-server-sends-subscription-ack": aboutStreams,
      "sep-2575-server-tags-subscription-id": aboutStreams,
      "sep-2575-server-honors-notification-filter": aboutStreams,
    },
    "tools-list": {},
    "resources-list": {},
    "prompts-list": {},
    caching: {},
    "sep-2164-resource-not-found": {},
  },
};

/** Why the other scenarios are not run, by the beginnings of their names. */
export const skippedScenarios: Readonly<Record<string, string>> = {
  "tools-call-": needsFixtureTools,
  "elicitation-": needsFixtureTools,
  "input-required-": needsFixtureTools,
  "json-schema-2020-12": needsFixtureTools,
  "resources-": "asks for resources that only the suite's own server has",
  "prompts-": "asks for prompts that only the suite's own server has",
  "completion-complete": "completes an argument of a prompt that only the suite's own server has",
  "logging-set-level": "we do not log over the protocol, where logging is deprecated",
  "dns-rebinding-protection": aboutHttp,
  "http-": aboutHttp,
  "server-sse-polling": aboutStreams,
  "tasks-": "an extension that we do not have",
  "sep-2640-": "an extension that we do not have",
};
