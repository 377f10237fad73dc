import { expect, test } from "vitest";
import { findRequestId } from "../../src/mcp/request-id.ts";

test.each([
  ['{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{', '…"}}', 7],
  ['{"id":"seven","jsonrpc":"2.0","params":{', '…"}}', "seven"],
  [' { "method" : "x" , "id" : -3 , "params":{', '…"}}', -3],
  ['{"method":"tools/call","params":{', '…"},"jsonrpc":"2.0","id":8}', 8],
  ['{"method":"tools/call","params":{', '…"},"id":8,"jsonrpc":"2.0"}\r', 8],
  ['{"method":"tools/call","params":{', '…"},"id":8,"method":"tools/call"}', 8],
  ['{"params":{"id":1,', '"x":2}}', null],
  ['{"params":{', '"x":1,"id":9}}', null],
  ['{"params":{', '"text":"\\"id\\":9}"}', null],
  ['{"params":{', '"text":",\\"id\\":9}"}', null],
  ['{"params":{', '},"id":null}', null],
  ['{"params":{', '},"id":1.5}', null],
])("%s … %s has the id %j", (head, tail, id) => {
  expect(findRequestId(head, tail)).toBe(id);
});
