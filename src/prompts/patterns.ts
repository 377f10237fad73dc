/**
 * Regular expressions for what a reader should look at, over all languages at once: each finds too much rather than too
 * little, and whoever reads the matches decides.
 */
function anyOf(...parts: readonly string[]): string {
  return parts.join("|");
}

export const dangerousCalls = anyOf(
  // Commands and code.
  String.raw`\b(?:eval|exec|execSync|execFile|execFileSync|spawn|spawnSync|popen|system|shell_exec|passthru|fork)\s*\(`,
  String.raw`\b(?:subprocess\.\w+|os\.system|Runtime\.getRuntime|ProcessBuilder|Process\.Start|exec\.Command|Command::new|new Function)\b`,
  // Data that makes objects.
  String.raw`\b(?:pickle\.loads?|yaml\.load|marshal\.loads|unserialize|ObjectInputStream|BinaryFormatter|readObject)\b`,
  // Queries put together from text.
  String.raw`\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b[^\n]*(?:\$\{|["']\s*\+|%s|\.format\()`,
  // Text that becomes a page.
  String.raw`\b(?:innerHTML|outerHTML|dangerouslySetInnerHTML|document\.write|insertAdjacentHTML|render_template_string|mark_safe)\b`,
  // Weak or switched off.
  String.raw`\b(?:md5|sha1|DES|ECB|Math\.random|random\.random|mt_rand)\b`,
  String.raw`\b(?:rejectUnauthorized|InsecureSkipVerify|verify\s*=\s*False|CERT_NONE|NODE_TLS_REJECT_UNAUTHORIZED)\b`,
  // Memory.
  String.raw`\b(?:strcpy|strcat|sprintf|gets|memcpy|alloca)\s*\(|\bunsafe\b`,
);

export const inputs = anyOf(
  String.raw`\b(?:req|request|ctx|c)\.(?:body|query|params|headers|cookies|url|args|form|json|GET|POST|FILES|data|files)\b`,
  String.raw`\b(?:process\.(?:argv|env|stdin)|os\.environ|getenv|sys\.(?:argv|stdin)|std::env|os\.Args|Environment\.GetEnvironmentVariable)\b`,
  String.raw`\.(?:listen|createServer|HandleFunc|ListenAndServe)\s*\(|\b(?:app|router)\.(?:get|post|put|patch|delete|use|route)\s*\(`,
  String.raw`@(?:Get|Post|Put|Patch|Delete|Request)Mapping\b|\[(?:HttpGet|HttpPost|FromBody|FromQuery)\b|@(?:app|router|blueprint)\.\w+`,
  String.raw`\b(?:searchParams|location\.(?:search|hash|href)|postMessage|FormValue|PostForm|multipart|upload\w*)\b`,
  String.raw`\b(?:readFile|readFileSync|open|fopen|ReadAll|fetch|urlopen|recv|accept)\s*\(`,
);

export const secrets = anyOf(
  String.raw`(?:password|passwd|secret|api[_-]?key|access[_-]?key|token|private[_-]?key)["']?\s*[:=]\s*["'][^"'\s]{6,}["']`,
  String.raw`-----BEGIN [A-Z ]*PRIVATE KEY`,
  String.raw`\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}\b|\bxox[abp]-\w|\bsk-[\w-]{20,}`,
);

export const oldIdioms = anyOf(
  String.raw`\bvar\s+\w|\brequire\s*\(|\bmodule\.exports\b|\.prototype\.\w|\barguments\b|\bnew Buffer\s*\(`,
  String.raw`\bfunction\s*\(\s*(?:err|error)\b|\bcallback\s*\(|\bnew Promise\s*\(`,
  String.raw`\bprint\s+["']|\bxrange\b|\biteritems\b|\burllib2\b|%\s*\(|\bfrom __future__\b`,
  String.raw`\b(?:Vector|Hashtable|StringBuffer|Enumeration)\b|\bnew (?:Integer|Long|Double|Boolean)\s*\(|\bArrayList\s*\(\)`,
  String.raw`\bioutil\.|\binterface\{\}|\btry!\s*\(|\bextern crate\b|\bmem::uninitialized\b`,
  String.raw`@?[Dd]eprecated\b|\b(?:TODO|FIXME|HACK|XXX)\b|\bas any\b|: any\b|@ts-ignore|eslint-disable|# type: ignore|#\s*noqa`,
);
