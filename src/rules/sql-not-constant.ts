import type { Rule } from "./rule.ts";

export const sqlNotConstant: Rule = {
  id: "sql-not-constant",
  title: "SQL from elsewhere",
  severity: "low",
  cwe: "CWE-89",
  owasp: "A03:2021 Injection",
  message: "The SQL text comes from a parameter or a call, so that its callers decide what is run.",
  recommendation:
    "Make sure that no caller puts values into it; better keep the SQL beside the call.",
  finds: {
    java: [
      {
        call: [
          "*.{executeQuery,executeLargeUpdate,prepareStatement,prepareCall,createNativeQuery,createSQLQuery,addBatch,preparedQuery,queryForRowSet}",
          "{jdbcTemplate,template,stmt,statement}.{execute,executeUpdate,query,queryForObject,queryForList,queryForMap,update,batchUpdate}",
        ],
        where: [{ at: 0, is: "variable" }],
      },
    ],
    python: [
      {
        call: [
          "{cursor,cur,conn,connection,session,engine}.{execute,executemany,executescript,run,fetch,fetchrow,fetchval}",
        ],
        where: [{ at: 0, is: "built" }],
      },
    ],
  },
  examples: {
    java: {
      bad: ["void find(String sql) {\n  statement.executeQuery(sql);\n}"],
      good: ['statement.executeQuery("SELECT * FROM cart");'],
    },
    python: {
      bad: ["cursor.execute(start + 'cart')"],
      good: ["cursor.execute('SELECT * FROM cart')", "cursor.execute(statement)"],
    },
  },
};
