import type { Rule } from "./rule.ts";

/** What tells SQL from another text. */
const sql =
  /\b(?:select\b[^]*\bfrom|insert\s+(?:ignore\s+)?into|update\b[^]*\bset|delete\s+from|where\s|(?:drop|create|alter)\s+(?:table|database|user)|order\s+by|union\s+select|call\s+\w|exec\s)/iu;
const objectLiteral = /^\s*[{[]/u;

export const sqlInjection: Rule = {
  id: "sql-injection",
  title: "SQL put together from values",
  severity: "high",
  cwe: "CWE-89",
  owasp: "A03:2021 Injection",
  message:
    "The SQL text is put together from values that are not constant, so that whoever controls one can change the statement.",
  recommendation: "Keep the SQL constant and hand the values over as parameters of the query.",
  finds: {
    ecmascript: [
      {
        call: [
          "*.{query,execute,raw,run,all,get,each,exec,prepare,unsafe,$queryRawUnsafe,$executeRawUnsafe,queryRaw,whereRaw,orderByRaw,havingRaw,joinRaw,literal,createQueryBuilder,manyOrNone,oneOrNone,one,any,none}",
          "{Sequelize,sequelize}.literal",
        ],
        where: [{ at: 0, is: "built", like: sql }],
      },
      {
        call: ["*.{query,execute,raw,$queryRawUnsafe,$executeRawUnsafe,whereRaw,orderByRaw}"],
        where: [
          { at: 0, is: "request", unlike: objectLiteral },
          { at: "receiver", unlike: /^(?:req|request|ctx|params|url|client\.graphql)\b/u },
        ],
      },
      { call: ["*.{query,execute}"], where: [{ at: "text", is: "built", like: sql }] },
      { call: ["*.{query,execute}"], where: [{ at: "sql", is: "built", like: sql }] },
    ],
    python: [
      {
        call: [
          "*.{execute,executemany,executescript,raw,extra,mogrify,cursor,run,prepare,execute_query,read_sql,read_sql_query,fetch,fetchrow,fetchval,query,exec_driver_sql,RawSQL}",
          "RawSQL",
          "sqlalchemy.text",
          "sqlalchemy.sql.text",
          "django.db.models.expressions.RawSQL",
          "text",
        ],
        where: [{ at: 0, is: "built", like: sql }],
      },
      {
        call: [
          "*.{execute,executemany,executescript,raw,RawSQL}",
          "sqlalchemy.text",
          "django.db.models.expressions.RawSQL",
        ],
        where: [{ at: 0, is: "request" }],
      },
      { call: ["*.extra"], where: [{ at: "receiver", like: /\.objects\b/u }] },
      {
        call: ["*.{distinct,having,group_by,order_by,filter}"],
        where: [
          { at: 0, is: "built", like: /\.format\(|%|^f["']/u },
          { at: "receiver", like: /query|session/iu },
        ],
      },
    ],
    go: [
      {
        call: [
          "*.{Query,QueryRow,Exec,Prepare,Queryx,Get,Select,MustExec,NamedExec,Raw,Where,Order,Having,Model,ColumnExpr,OrderExpr}",
        ],
        where: [{ at: 0, is: "built", like: sql }],
      },
      {
        call: ["*.{QueryContext,QueryRowContext,ExecContext,PrepareContext,Query,QueryRow,Exec}"],
        where: [{ at: 1, is: "built", like: sql }],
      },
      {
        call: ["*.{Query,QueryRow,Exec,Raw,Order,Where}"],
        where: [
          { at: 0, is: "request" },
          { at: "receiver", unlike: /\b(?:URL|req|request)$/u },
        ],
      },
    ],
    php: [
      {
        call: [
          "{mysql_query,mysql_unbuffered_query,pg_query,sqlite_query,odbc_exec,mssql_query,db_query}",
          "*.{query,exec,prepare,get_results,get_row,get_var,get_col,unprepared,raw,whereRaw,selectRaw,orderByRaw,havingRaw,statement,createQuery,createNativeQuery,executeQuery,multi_query,real_query,select,update,delete,insert,where,executeStatement}",
        ],
        where: [{ at: 0, is: "built", like: sql }],
      },
      {
        call: [
          "{mysqli_query,mysqli_multi_query,mysqli_real_query,mysqli_prepare,pg_query,pg_send_query,mysql_db_query,odbc_exec}",
        ],
        where: [{ at: 1, is: "built", like: sql }],
      },
      {
        call: [
          "*.{query,exec,get_results,get_row,get_var,get_col,unprepared,whereRaw,selectRaw,orderByRaw,havingRaw}",
        ],
        where: [{ at: 0, is: "request" }],
      },
    ],
    java: [
      {
        call: [
          "*.{executeQuery,execute,executeUpdate,executeLargeUpdate,executeStatement,preparedQuery,batch,queryWithParams,addBatch,prepareStatement,prepareCall,createQuery,createNativeQuery,createSQLQuery,query,queryForObject,queryForList,queryForMap,queryForRowSet,queryForInt,queryForLong,update,batchUpdate,nativeSQL,sqlRestriction,newQuery}",
          "SqlQuery",
          "PreparedStatementCreatorFactory",
        ],
        where: [{ at: 0, is: "built", like: sql }],
      },
      {
        call: [
          "*.{executeQuery,executeUpdate,addBatch,prepareStatement,prepareCall,createNativeQuery,queryForObject,queryForList,queryForMap}",
        ],
        where: [{ at: 0, is: "request" }],
      },
    ],
  },
  safe: [
    "*.{escape,escapeId,bindparam,identifier}",
    "{psycopg2.sql.SQL,sql.SQL,psycopg.sql.SQL,addslashes,mysql_real_escape_string}",
    "*.{Identifier,Literal}",
  ],
  examples: {
    ecmascript: {
      bad: [
        'db.query("SELECT * FROM cart WHERE id = " + id);',
        "app.get(\"/\", (req, res) => {\n  const { name } = req.query;\n  const sql = `SELECT * FROM cart WHERE name = '${name}'`;\n  pool.execute(sql);\n});",
      ],
      good: [
        'db.query("SELECT * FROM cart WHERE id = ?", [id]);',
        'const table = "cart";\ndb.query(`SELECT * FROM ${table}`);',
        "db.query(`SELECT * FROM cart WHERE id = ${Number(req.query.id)}`);",
        "sql`SELECT * FROM cart WHERE id = ${id}`;",
      ],
    },
    python: {
      bad: [
        'cursor.execute("SELECT * FROM cart WHERE id = %s" % item)',
        "def find(name):\n    query = f\"SELECT * FROM cart WHERE name = '{name}'\"\n    cursor.execute(query)",
      ],
      good: [
        'cursor.execute("SELECT * FROM cart WHERE id = %s", (item,))',
        'def find(number: int):\n    cursor.execute(f"SELECT * FROM cart WHERE id = {number}")',
      ],
    },
    go: {
      bad: [
        'db.Query("SELECT * FROM cart WHERE id = " + id)',
        'query := fmt.Sprintf("DELETE FROM cart WHERE id = %s", r.FormValue("id"))\ndb.ExecContext(ctx, query)',
      ],
      good: [
        'db.Query("SELECT * FROM cart WHERE id = $1", id)',
        'query := fmt.Sprintf("SELECT * FROM %s", "cart")\ndb.Query(query)',
      ],
    },
    php: {
      bad: [
        '$db->query("SELECT * FROM cart WHERE id = $id");',
        "$sql = 'SELECT * FROM cart WHERE id = ' . $_GET['id'];\nmysqli_query($link, $sql);",
      ],
      good: [
        '$statement = $db->prepare("SELECT * FROM cart WHERE id = ?");',
        '$id = intval($_GET["id"]);\n$db->query("SELECT * FROM cart WHERE id = $id");',
      ],
    },
    java: {
      bad: [
        'statement.executeQuery("SELECT * FROM cart WHERE id = " + id);',
        'void find(HttpServletRequest request) {\n  String sql = String.format("SELECT * FROM cart WHERE name = \'%s\'", request.getParameter("name"));\n  connection.prepareStatement(sql);\n}',
      ],
      good: [
        'connection.prepareStatement("SELECT * FROM cart WHERE id = ?");',
        'void find(int id) {\n  statement.executeQuery("SELECT * FROM cart WHERE id = " + id);\n}',
      ],
    },
  },
};
