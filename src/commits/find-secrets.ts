/** What a line holds that nobody should publish; undefined when nothing is known of it. */
export function findSecret(line: string): string | undefined {
  return kinds.find(([, pattern]) => pattern.test(line))?.[0];
}

/** Only forms that are nothing else: each has a prefix of its own and enough random characters behind it. */
const kinds: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/u],
  ["an AWS access key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/u],
  ["a GitHub token", /\b(?:gh[pousr]_[0-9A-Za-z]{36,}|github_pat_[0-9A-Za-z_]{40,})/u],
  ["a GitLab token", /\bgl(?:pat|dt|rt)-[0-9A-Za-z_-]{20,}/u],
  ["a Slack token", /\bxox[abeoprs]-[0-9A-Za-z-]{20,}/u],
  ["a Slack webhook", /hooks\.slack\.com\/services\/T[0-9A-Z]+\/B[0-9A-Z]+\/[0-9A-Za-z]{20,}/u],
  ["a Google API key", /\bAIza[0-9A-Za-z_-]{35}\b/u],
  ["a Stripe key", /\b[rs]k_live_[0-9A-Za-z]{20,}/u],
  ["an npm token", /\bnpm_[0-9A-Za-z]{36}\b/u],
  ["a PyPI token", /\bpypi-AgEIcHlwaS5vcmc[0-9A-Za-z_-]{40,}/u],
  ["an Anthropic key", /\bsk-ant-[0-9A-Za-z_-]{30,}/u],
  ["an OpenAI key", /\bsk-(?:proj-)?[0-9A-Za-z_-]{20,}T3BlbkFJ[0-9A-Za-z_-]{20,}/u],
  ["a SendGrid key", /\bSG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}\b/u],
  ["a Hugging Face token", /\bhf_[0-9A-Za-z]{34,}\b/u],
  ["a DigitalOcean token", /\bdo[oprs]_v1_[0-9a-f]{64}\b/u],
];
