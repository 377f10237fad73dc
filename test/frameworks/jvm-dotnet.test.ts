import { expect, test } from "vitest";

import { dotnetTest } from "../../src/frameworks/dotnet-test.ts";
import { gradle } from "../../src/frameworks/gradle.ts";
import { filesOf, linesOf, requestFor } from "../support/run-framework.ts";

const outputs = { root: "/shop", cwd: "/shop", exitCode: 1, signal: null, stdout: "", stderr: "" };

test("gradle: a report in the form that Gradle writes, read and not run", () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="shop.CartTest" tests="3" skipped="1" failures="1" errors="0" timestamp="2026-11-20T07:31:06" hostname="till" time="0.03">
  <properties/>
  <testcase name="sums()" classname="shop.CartTest" time="0.011"/>
  <testcase name="differs(int, int)[1]" classname="shop.CartTest" time="0.004">
    <failure message="org.opentest4j.AssertionFailedError: expected: &lt;4&gt; but was: &lt;3&gt;" type="org.opentest4j.AssertionFailedError">org.opentest4j.AssertionFailedError: expected: &lt;4&gt; but was: &lt;3&gt;
	at app//org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)
	at app//shop.Cart$Line.total(Cart.java:8)
	at app//shop.CartTest.differs(CartTest.java:14)
	at java.base/java.lang.reflect.Method.invoke(Method.java:566)
</failure>
  </testcase>
  <testcase name="later()" classname="shop.CartTest" time="0.0"><skipped/></testcase>
  <system-out><![CDATA[noise]]></system-out>
  <system-err><![CDATA[]]></system-err>
</testsuite>`;
  const report = gradle.parse({
    ...outputs,
    stdout: "> Task :test FAILED\n",
    stderr: "BUILD FAILED in 4s\n",
    paths: ["build.gradle", "src/main/java/shop/Cart.java", "src/test/java/shop/CartTest.java"],
    files: new Map([["/shop/build/test-results/test/TEST-shop.CartTest.xml", xml]]),
  });
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "failed src/test/java/shop/CartTest.java shop.CartTest#differs(int, int)[1] (org.opentest4j.AssertionFailedError: org.opentest4j.AssertionFailedError: expected: <4> but was: <3>)",
      "passed src/test/java/shop/CartTest.java shop.CartTest#sums()",
      "skipped src/test/java/shop/CartTest.java shop.CartTest#later()",
    ]
  `);
  expect(report).toMatchObject({
    ended: true,
    tests: [{}, { failures: [{ expected: "4", actual: "3" }] }, {}],
  });
});

test("gradle: what went wrong before the tests is told", () => {
  const compiled = gradle.parse({
    ...outputs,
    stderr:
      "/shop/src/test/java/shop/CartTest.java:9: error: cannot find symbol\n        noSuchTill();\n\nFAILURE: Build failed with an exception.\n\n* What went wrong:\nExecution failed for task ':compileTestJava'.\n\n* Try:\n\nBUILD FAILED in 1s\n",
    files: new Map(),
  });
  expect(linesOf(compiled)).toMatchInlineSnapshot(`
    [
      "error src/test/java/shop/CartTest.java /shop/src/test/java/shop/CartTest.java:9: error: cannot find symbol",
    ]
  `);
});

test("dotnet test: a report in the form that dotnet writes, read and not run", () => {
  const trx = `<?xml version="1.0" encoding="utf-8"?>
<TestRun id="1" name="till" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
  <Results>
    <UnitTestResult executionId="a" testId="1" testName="Shop.CartTests.Sums" duration="00:00:00.0166410" outcome="Passed" />
    <UnitTestResult executionId="b" testId="2" testName="Differs" duration="00:00:01.5000000" outcome="Failed">
      <Output>
        <StdOut>noise</StdOut>
        <ErrorInfo>
          <Message>Assert.Equal() Failure: Values differ
Expected: 4
Actual:   3</Message>
          <StackTrace>   at Shop.Cart.Total(Int32 price) in /shop/src/Cart.cs:line 8
   at Shop.CartTests.Differs() in /shop/tests/CartTests.cs:line 14
   at System.RuntimeMethodHandle.InvokeMethod(Object target)</StackTrace>
        </ErrorInfo>
      </Output>
    </UnitTestResult>
    <UnitTestResult executionId="c" testId="3" testName="Later" outcome="NotExecuted" />
  </Results>
  <TestDefinitions>
    <UnitTest name="Sums" id="1"><TestMethod className="Shop.CartTests" name="Sums" /></UnitTest>
    <UnitTest name="Differs" id="2"><TestMethod className="Shop.CartTests" name="Differs" /></UnitTest>
    <UnitTest name="Later" id="3"><TestMethod className="Shop.CartTests" name="Later" /></UnitTest>
  </TestDefinitions>
  <ResultSummary outcome="Failed"><Counters total="3" executed="2" passed="1" failed="1" />
    <RunInfos><RunInfo outcome="Error"><Text>The till could not be loaded.</Text></RunInfo></RunInfos>
  </ResultSummary>
</TestRun>`;
  const report = dotnetTest.parse({ ...outputs, files: trxFile(trx) });
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "error ? The till could not be loaded.",
      "failed tests/CartTests.cs:14 Shop.CartTests.Differs (?: Assert.Equal() Failure: Values differ @ src/Cart.cs:8)",
      "passed ? Shop.CartTests.Sums",
      "skipped ? Shop.CartTests.Later",
    ]
  `);
  expect(report).toMatchObject({
    ended: true,
    tests: [{}, { failures: [{ expected: "4", actual: "3" }] }, {}],
  });
  const cutOff = dotnetTest.parse({ ...outputs, files: trxFile(trx.slice(0, 900)) });
  expect(cutOff.ended).toBe(false);
});

test("dotnet test: errors of the compiler are told once, with their place", () => {
  const line =
    "/shop/tests/CartTests.cs(12,9): error CS0103: The name 'NoSuchTill' does not exist [/shop/tests/tests.csproj]";
  const report = dotnetTest.parse({ ...outputs, stdout: `${line}\n${line}\n`, files: new Map() });
  expect(linesOf(report)).toEqual([
    "error tests/CartTests.cs error CS0103: The name 'NoSuchTill' does not exist",
  ]);
});

test("gradle and dotnet test: what they would start", () => {
  const programs = { dotnet: "/usr/bin/dotnet" };
  const build = filesOf({ "build.gradle.kts": "", gradlew: "" });
  const project = filesOf({
    "shop.csproj": '<PackageReference Include="Microsoft.NET.Test.Sdk" />',
  });
  const names = ["shop.CartTest#differs(int, int)[1]"];
  expect([
    gradle.plan(requestFor("/shop", "/run", { names }, build, gradle)).args.join(" "),
    gradle
      .plan(
        requestFor("/shop", "/run", { files: ["src/test/java/shop/CartTest.java"] }, build, gradle),
      )
      .args.join(" "),
    dotnetTest
      .plan(
        requestFor(
          "/shop",
          "/run",
          { names: ["Shop.CartTests.Sums(a: 1)"], exactNames: true, programs },
          project,
          dotnetTest,
        ),
      )
      .args.join(" "),
  ]).toMatchInlineSnapshot(`
    [
      "--console=plain --no-daemon --continue cleanTest test --tests=shop.CartTest.differs",
      "--console=plain --no-daemon --continue cleanTest test --tests=*CartTest",
      "test --nologo --logger=trx --results-directory=/run/dotnet --filter=FullyQualifiedName=Shop.CartTests.Sums",
    ]
  `);
  expect(() =>
    gradle.plan(requestFor("/shop", "/run", { names: ["--init-script=x"] }, build, gradle)),
  ).toThrow(/cannot select/);
});

function trxFile(text: string): ReadonlyMap<string, string> {
  return new Map([["/run/dotnet/till.trx", text]]);
}
