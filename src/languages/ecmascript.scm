; What JavaScript, TypeScript and TSX share.

; What stands around a definition and belongs to it.
(export_statement "export" @modifier declaration: (_) @inner) @outer
(export_statement "export" @modifier declaration: [(lexical_declaration) (variable_declaration)] @members)
(program [(lexical_declaration) (variable_declaration)] @members)
(decorator) @decorator
(comment) @comment

; The value of `export default`; where it has a name of its own, that pattern stands later and wins.
((export_statement "export" @modifier "default" @name value: [(arrow_function) (function_expression) (generator_function) (class) (object)]) @definition.constant
  (#set! becomes.function "arrow_function function_expression generator_function") (#set! becomes.class "class"))

; Classes and functions, nested ones too.
[(class) (class_declaration)] @definition.class
[(function_expression) (generator_function) (function_declaration) (generator_function_declaration)] @definition.function

; Names bound at the top of a file or namespace. Further in they are locals, unless they name a function or a class.
((lexical_declaration "const" (variable_declarator name: (identifier) @name) @definition.constant) @within @outer
  (#set! through "as_expression satisfies_expression parenthesized_expression await_expression"))
((lexical_declaration "let" (variable_declarator name: (identifier) @name) @definition.variable) @within @outer
  (#set! through "as_expression satisfies_expression parenthesized_expression await_expression"))
((variable_declaration (variable_declarator name: (identifier) @name) @definition.variable) @within @outer
  (#set! through "as_expression satisfies_expression parenthesized_expression await_expression"))
([(lexical_declaration (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression) (generator_function) (class)]) @definition.function)
  (variable_declaration (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression) (generator_function) (class)]) @definition.function)] @outer
  (#set! becomes.class "class"))

; Destructured names, to any depth: locals everywhere, definitions at the top.
[(lexical_declaration (variable_declarator name: [(object_pattern) (array_pattern)] @members))
  (variable_declaration (variable_declarator name: [(object_pattern) (array_pattern)] @members))] @within @outer
(object_pattern (shorthand_property_identifier_pattern) @local @name @definition.constant) @within
(object_pattern (object_assignment_pattern left: (shorthand_property_identifier_pattern) @local @name) @definition.constant) @within
(object_pattern (pair_pattern value: (identifier) @local @name) @definition.constant) @within
(object_pattern (pair_pattern value: (assignment_pattern left: (identifier) @local @name)) @definition.constant) @within
(object_pattern (pair_pattern value: [(object_pattern) (array_pattern)] @members)) @within
(object_pattern (pair_pattern value: (assignment_pattern left: [(object_pattern) (array_pattern)] @members))) @within
(object_pattern (rest_pattern (identifier) @name) @definition.constant) @within
(array_pattern (identifier) @local @name @definition.constant) @within
(array_pattern (assignment_pattern left: (identifier) @local @name) @definition.constant) @within
(array_pattern [(object_pattern) (array_pattern)] @members) @within
(array_pattern (rest_pattern (identifier) @name) @definition.constant) @within

; Members of classes, and of objects: methods anywhere, values that are functions where the object has a name or is returned.
(class_body (method_definition) @definition.method
  (#set! introduced.accessor "get set") (#set! named.constructor "constructor"))
(object (method_definition) @definition.method
  (#set! introduced.accessor "get set"))
(object (method_definition name: (_) @name)) @within
(object (pair key: (_) @name value: [(arrow_function) (function_expression) (generator_function) (class)]) @definition.method
  (#set! becomes.class "class")) @within
(object (pair key: (_) @name value: (object)) @definition.property
  (#set! keep "container")) @within
(variable_declarator value: (object) @members)
(assignment_expression right: (object) @members)
(return_statement (object) @members)

; Names exported elsewhere in the file.
(export_statement (export_clause (export_specifier name: (_) @exported alias: (_)? @export.alias) @export) !source)
(export_statement "default" @export.default value: (identifier) @exported) @export

; Imports.
(export_statement "export" @import.export source: (string)) @import
(import_statement source: (string) @import.source) @import
(import_statement (import_clause (identifier) @import.default) source: (string) @import.source) @import
(import_statement (import_clause (namespace_import (identifier) @import.alias) @import.kind) source: (string) @import.source) @import
(import_statement (import_clause (named_imports (import_specifier name: (_) @import.name alias: (_)? @import.alias))) source: (string) @import.source) @import
(export_statement "*" @import.kind source: (string) @import.source) @import
(export_statement (namespace_export (_) @import.alias) @import.kind source: (string) @import.source) @import
(export_statement (export_clause (export_specifier name: (_) @import.name alias: (_)? @import.alias)) source: (string) @import.source) @import
(call_expression function: [(import) @import.kind (identifier) @require] arguments: (arguments . (string) @import.source)
  (#eq? @require "require")) @import
; Scopes and locals.
[(function_declaration) (generator_function_declaration) (function_expression) (generator_function) (arrow_function)
  (method_definition) (class) (class_declaration) (statement_block) (for_statement) (for_in_statement) (catch_clause) (switch_body)] @scope
(arrow_function parameter: (identifier) @local)
(rest_pattern (identifier) @local)
(variable_declarator name: (identifier) @local)
(variable_declaration (variable_declarator name: (identifier) @hoisted))
(for_in_statement ["const" "let" "var"] left: (identifier) @local)
(catch_clause parameter: (identifier) @local)
