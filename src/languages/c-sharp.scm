; What stands around a definition and belongs to it.
([(class_declaration (modifier) @modifier)
  (struct_declaration (modifier) @modifier)
  (interface_declaration (modifier) @modifier)
  (enum_declaration (modifier) @modifier)
  (record_declaration (modifier) @modifier)
  (delegate_declaration (modifier) @modifier)
  (method_declaration (modifier) @modifier)
  (constructor_declaration (modifier) @modifier)
  (operator_declaration (modifier) @modifier)
  (conversion_operator_declaration (modifier) @modifier)
  (local_function_statement (modifier) @modifier)
  (property_declaration (modifier) @modifier)
  (indexer_declaration (modifier) @modifier)
  (event_declaration (modifier) @modifier)
  (event_field_declaration (modifier) @modifier)
  (field_declaration (modifier) @modifier)] @inner)
(attribute_list) @decorator
(comment) @comment

; A namespace without braces reaches to the end of its file; what stands before it is left out of its signature.
(namespace_declaration name: (_) @name) @definition.module
(compilation_unit (file_scoped_namespace_declaration name: (_) @name ";" @body)) @definition.module
(compilation_unit [(using_directive) (extern_alias_directive) (global_attribute) (preproc_define) (comment)] @decorator (file_scoped_namespace_declaration))

(class_declaration name: (_) @name) @definition.class
(struct_declaration name: (_) @name) @definition.struct
(interface_declaration name: (_) @name) @definition.interface
(enum_declaration name: (_) @name) @definition.enum
(enum_member_declaration name: (_) @name) @definition.enum_member
(record_declaration name: (_) @name) @definition.class
(record_declaration "struct" name: (_) @name) @definition.struct
(delegate_declaration name: (_) @name) @definition.type
(method_declaration name: (_) @name) @definition.method
(constructor_declaration name: (_) @name) @definition.constructor
(destructor_declaration name: (_) @name) @definition.method
(operator_declaration operator: _ @name) @definition.method
(conversion_operator_declaration type: (_) @name) @definition.method
(local_function_statement name: (_) @name) @definition.function
(property_declaration name: (_) @name [accessors: (_) @body value: (arrow_expression_clause) @body]) @definition.property
(indexer_declaration "this" @name [accessors: (_) @body value: (arrow_expression_clause) @body]) @definition.property
(event_declaration name: (_) @name accessors: (_)? @body) @definition.property
(event_field_declaration (variable_declaration (variable_declarator name: (_) @name))) @definition.property
(field_declaration (variable_declaration (variable_declarator name: (_) @name))) @definition.property
(field_declaration (modifier "const") (variable_declaration (variable_declarator name: (_) @name))) @definition.constant
(field_declaration (variable_declaration (variable_declarator name: (_) @name "=" @body [
  (array_creation_expression)
  (collection_expression)
  (implicit_array_creation_expression)
  (implicit_object_creation_expression (initializer_expression))
  (initializer_expression)
  (lambda_expression)
  (object_creation_expression (initializer_expression))])))

; A positional record has a public property for each parameter.
(record_declaration "record" @modifier (parameter_list (parameter name: (_) @name) @definition.property))

; A namespace or the members of a static class come in whole; an alias names one thing.
(using_directive "using" @import.kind !name [(identifier) (qualified_name) (alias_qualified_name) (generic_name)] @import.source) @import
(using_directive name: (_) @import.alias "=" (_) @import.source) @import
(using_directive "global" @import.export) @import
(extern_alias_directive name: (_) @import.source) @import

; Scopes and locals.
[(compilation_unit) (class_declaration) (struct_declaration) (interface_declaration) (record_declaration) (delegate_declaration)
  (method_declaration) (constructor_declaration) (operator_declaration) (conversion_operator_declaration) (indexer_declaration)
  (local_function_statement) (lambda_expression) (anonymous_method_expression) (query_expression) (block) (for_statement)
  (foreach_statement) (using_statement) (fixed_statement) (catch_clause) (switch_section) (switch_expression_arm)] @scope
[(method_declaration parameters: (parameter_list (parameter name: (_) @local)))
  (constructor_declaration parameters: (parameter_list (parameter name: (_) @local)))
  (operator_declaration parameters: (parameter_list (parameter name: (_) @local)))
  (conversion_operator_declaration parameters: (parameter_list (parameter name: (_) @local)))
  (local_function_statement parameters: (parameter_list (parameter name: (_) @local)))
  (lambda_expression parameters: (parameter_list (parameter name: (_) @local)))
  (anonymous_method_expression parameters: (parameter_list (parameter name: (_) @local)))
  (delegate_declaration parameters: (parameter_list (parameter name: (_) @local)))
  (class_declaration (parameter_list (parameter name: (_) @local)))
  (struct_declaration (parameter_list (parameter name: (_) @local)))
  (bracketed_parameter_list (parameter name: (_) @local))
  (parameter_list name: (_) @local)
  (implicit_parameter) @local
  (type_parameter name: (_) @local)]
[(local_declaration_statement (variable_declaration (variable_declarator name: (_) @local)))
  (for_statement initializer: (variable_declaration (variable_declarator name: (_) @local)))
  (using_statement (variable_declaration (variable_declarator name: (_) @local)))
  (fixed_statement (variable_declaration (variable_declarator name: (_) @local)))
  (foreach_statement left: (identifier) @local)
  (tuple_pattern name: (_) @local)
  (catch_declaration name: (_) @local)
  (declaration_expression name: (_) @local)
  (declaration_pattern name: (_) @local)
  (recursive_pattern name: (_) @local)
  (var_pattern name: (_) @local)
  (list_pattern name: (_) @local)
  (parenthesized_variable_designation name: (_) @local)
  (from_clause name: (_) @local)
  (join_clause (identifier) @local . "in")
  (join_into_clause (identifier) @local)
  (let_clause "let" . (identifier) @local)
  (query_expression "into" . (identifier) @local)]
[(string_literal) (verbatim_string_literal) (raw_string_literal) (character_literal) (string_content)] @string
