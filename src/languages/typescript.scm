; What TypeScript and TSX add to ecmascript.scm.

; What stands around a definition and belongs to it.
(ambient_declaration "declare" @modifier (_) @inner @members) @outer
(ambient_declaration "declare" @modifier (module body: (statement_block (_) @inner)))
(ambient_declaration "declare" @modifier (internal_module body: (statement_block (_) @inner)))
(ambient_declaration "global" @modifier (statement_block (_) @inner @members))
(expression_statement (internal_module) @inner) @outer
[(module body: (statement_block [(lexical_declaration) (variable_declaration)] @members))
  (internal_module body: (statement_block [(lexical_declaration) (variable_declaration)] @members))]
(accessibility_modifier) @modifier

; Types and namespaces.
(abstract_class_declaration) @definition.class
(interface_declaration) @definition.interface
(type_alias_declaration) @definition.type
(enum_declaration) @definition.enum
(enum_body name: (_) @name @definition.enum_member)
(enum_assignment) @definition.enum_member
[(module) (internal_module)] @definition.module
(ambient_declaration "declare" @modifier "global" @name (statement_block) @body) @definition.module
(function_signature) @definition.function

; Members of classes.
(class_body [(method_signature) (abstract_method_signature)] @definition.method
  (#set! introduced.accessor "get set") (#set! named.constructor "constructor"))
((public_field_definition) @definition.property
  (#set! through "as_expression satisfies_expression parenthesized_expression") (#set! introduced.accessor "accessor")
  (#set! becomes.method "arrow_function function_expression generator_function") (#set! becomes.class "class"))
([(required_parameter [(accessibility_modifier) "readonly" (override_modifier)] pattern: (identifier) @name)
  (optional_parameter [(accessibility_modifier) "readonly" (override_modifier)] pattern: (identifier) @name)] @definition.property
  (#set! container "class"))

; Members of interfaces and of type literals, to any depth.
(interface_body [(property_signature) @definition.property (method_signature) @definition.method]
  (#set! introduced.accessor "get set") (#set! opens "type"))
(object_type [(property_signature) @definition.property (method_signature) @definition.method]
  (#set! introduced.accessor "get set") (#set! opens "type")) @within
(type_annotation [(object_type) (union_type) (intersection_type) (parenthesized_type) (readonly_type) (array_type)] @members) @within
(union_type [(object_type) (union_type) (intersection_type) (parenthesized_type)] @members) @within
(intersection_type [(object_type) (union_type) (intersection_type) (parenthesized_type)] @members) @within
(parenthesized_type [(object_type) (union_type) (intersection_type)] @members) @within
(readonly_type [(object_type) (array_type)] @members) @within
(array_type [(object_type) (parenthesized_type)] @members) @within

; Exports and imports.
(export_statement "=" @export.module (identifier) @exported) @export
(import_statement (import_require_clause (identifier) @import.alias source: (string) @import.source) @import.kind) @import

; Scopes and locals.
[(abstract_class_declaration) (interface_declaration) (type_alias_declaration) (function_signature) (method_signature) (abstract_method_signature)
  (call_signature) (construct_signature) (function_type) (constructor_type) (conditional_type) (index_signature)] @scope
(required_parameter pattern: (identifier) @local)
(optional_parameter pattern: (identifier) @local)
(type_parameter name: (_) @local)
(infer_type (type_identifier) @local)
(mapped_type_clause name: (_) @local)
