import type { Rule } from "./rule.ts";

export const graphqlIntrospection: Rule = {
  id: "graphql-introspection",
  title: "Schema shown to everyone",
  severity: "info",
  cwe: "CWE-200",
  owasp: "A05:2021 Security Misconfiguration",
  message: "Introspection tells anyone every type and field of the interface.",
  recommendation: "Switch it on for development only.",
  finds: {
    ecmascript: [{ set: ["introspection"], where: [{ at: "value", like: /^true$/u }] }],
    python: [{ set: ["graphiql"], where: [{ at: "value", like: /^True$/u }] }],
  },
  examples: {
    ecmascript: {
      bad: ["new ApolloServer({ introspection: true });"],
      good: ["new ApolloServer({ introspection: isDevelopment });"],
    },
    python: {
      bad: ["GraphQLView.as_view(graphiql=True)"],
      good: ["GraphQLView.as_view(graphiql=False)"],
    },
  },
};
