import { allInterfaces } from "./all-interfaces.ts";
import { androidWebView } from "./android-web-view.ts";
import { bufferWithoutChecks } from "./buffer-without-checks.ts";
import { codeInjection } from "./code-injection.ts";
import { commandInjection } from "./command-injection.ts";
import { crossSiteScripting } from "./cross-site-scripting.ts";
import { csrfProtectionOff } from "./csrf-protection-off.ts";
import { debugMode } from "./debug-mode.ts";
import { domCrossSiteScripting } from "./dom-cross-site-scripting.ts";
import { electronNodeIntegration } from "./electron-node-integration.ts";
import { fileInclusion } from "./file-inclusion.ts";
import { formatStringFromRequest } from "./format-string-from-request.ts";
import { graphqlIntrospection } from "./graphql-introspection.ts";
import { hardCodedCredentials } from "./hard-coded-credentials.ts";
import { headerInjection } from "./header-injection.ts";
import { hostHeaderTrusted } from "./host-header-trusted.ts";
import { insecureCookie } from "./insecure-cookie.ts";
import { jwtWithoutVerification } from "./jwt-without-verification.ts";
import { ldapInjection } from "./ldap-injection.ts";
import { logInjection } from "./log-injection.ts";
import { massAssignment } from "./mass-assignment.ts";
import { nosqlInjection } from "./nosql-injection.ts";
import { oldTlsVersion } from "./old-tls-version.ts";
import { openMessageTarget } from "./open-message-target.ts";
import { openRedirect } from "./open-redirect.ts";
import { pathTraversal } from "./path-traversal.ts";
import { permissiveCors } from "./permissive-cors.ts";
import { plainHttp } from "./plain-http.ts";
import { predictableIv } from "./predictable-iv.ts";
import { privateKeyInCode } from "./private-key-in-code.ts";
import { prototypePollution } from "./prototype-pollution.ts";
import { rawHtmlInComponent } from "./raw-html-in-component.ts";
import { regexDenialOfService } from "./regex-denial-of-service.ts";
import { regexFromInput } from "./regex-from-input.ts";
import { regexNotConstant } from "./regex-not-constant.ts";
import { sandboxEscape } from "./sandbox-escape.ts";
import { secretInLog } from "./secret-in-log.ts";
import { securityMiddlewareOff } from "./security-middleware-off.ts";
import { serverSideRequestForgery } from "./server-side-request-forgery.ts";
import { sessionFixation } from "./session-fixation.ts";
import { smallKey } from "./small-key.ts";
import { sqlInjection } from "./sql-injection.ts";
import { sqlNotConstant } from "./sql-not-constant.ts";
import { sshHostUnchecked } from "./ssh-host-unchecked.ts";
import { templateEscapingOff } from "./template-escaping-off.ts";
import { templateInjection } from "./template-injection.ts";
import { timingUnsafeComparison } from "./timing-unsafe-comparison.ts";
import { tlsVerificationOff } from "./tls-verification-off.ts";
import { trustBoundary } from "./trust-boundary.ts";
import { uncheckedNumberConversion } from "./unchecked-number-conversion.ts";
import { unlimitedUnpacking } from "./unlimited-unpacking.ts";
import { unsafeDeserialization } from "./unsafe-deserialization.ts";
import { unsafeMemory } from "./unsafe-memory.ts";
import { unsafeTemporaryFile } from "./unsafe-temporary-file.ts";
import { uploadKeepsName } from "./upload-keeps-name.ts";
import { weakCipher } from "./weak-cipher.ts";
import { weakCipherMode } from "./weak-cipher-mode.ts";
import { weakComparison } from "./weak-comparison.ts";
import { weakHash } from "./weak-hash.ts";
import { weakPasswordHash } from "./weak-password-hash.ts";
import { weakRandom } from "./weak-random.ts";
import { worldWritable } from "./world-writable.ts";
import { xmlExternalEntities } from "./xml-external-entities.ts";
import { xpathInjection } from "./xpath-injection.ts";
import { zipSlip } from "./zip-slip.ts";
import type { Rule } from "./rule.ts";

/** Every rule there is, by its id. A test tries the examples of each. */
export const rules: readonly Rule[] = [
  allInterfaces,
  androidWebView,
  bufferWithoutChecks,
  codeInjection,
  commandInjection,
  crossSiteScripting,
  csrfProtectionOff,
  debugMode,
  domCrossSiteScripting,
  electronNodeIntegration,
  fileInclusion,
  formatStringFromRequest,
  graphqlIntrospection,
  hardCodedCredentials,
  headerInjection,
  hostHeaderTrusted,
  insecureCookie,
  jwtWithoutVerification,
  ldapInjection,
  logInjection,
  massAssignment,
  nosqlInjection,
  oldTlsVersion,
  openMessageTarget,
  openRedirect,
  pathTraversal,
  permissiveCors,
  plainHttp,
  predictableIv,
  privateKeyInCode,
  prototypePollution,
  rawHtmlInComponent,
  regexDenialOfService,
  regexFromInput,
  regexNotConstant,
  sandboxEscape,
  secretInLog,
  securityMiddlewareOff,
  serverSideRequestForgery,
  sessionFixation,
  smallKey,
  sqlInjection,
  sqlNotConstant,
  sshHostUnchecked,
  templateEscapingOff,
  templateInjection,
  timingUnsafeComparison,
  tlsVerificationOff,
  trustBoundary,
  uncheckedNumberConversion,
  unlimitedUnpacking,
  unsafeDeserialization,
  unsafeMemory,
  unsafeTemporaryFile,
  uploadKeepsName,
  weakCipher,
  weakCipherMode,
  weakComparison,
  weakHash,
  weakPasswordHash,
  weakRandom,
  worldWritable,
  xmlExternalEntities,
  xpathInjection,
  zipSlip,
];
