; What stands around a definition and belongs to it. Package and module clauses are no definitions.
([(class_declaration (modifiers ["public" "protected" "private"] @modifier))
  (record_declaration (modifiers ["public" "protected" "private"] @modifier))
  (interface_declaration (modifiers ["public" "protected" "private"] @modifier))
  (annotation_type_declaration (modifiers ["public" "protected" "private"] @modifier))
  (enum_declaration (modifiers ["public" "protected" "private"] @modifier))
  (method_declaration (modifiers ["public" "protected" "private"] @modifier))
  (constructor_declaration (modifiers ["public" "protected" "private"] @modifier))
  (compact_constructor_declaration (modifiers ["public" "protected" "private"] @modifier))
  (field_declaration (modifiers ["public" "protected" "private"] @modifier))] @inner)
(modifiers [(annotation) (marker_annotation)] @decorator)
(line_comment) @comment
(block_comment) @comment

(class_declaration name: (_) @name) @definition.class
(record_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(annotation_type_declaration name: (_) @name) @definition.interface
(enum_declaration name: (_) @name) @definition.enum
(enum_constant name: (_) @name) @definition.enum_member
(method_declaration name: (_) @name) @definition.method
(annotation_type_element_declaration name: (_) @name) @definition.method
(constructor_declaration name: (_) @name) @definition.constructor
(compact_constructor_declaration name: (_) @name) @definition.constructor
(field_declaration declarator: (variable_declarator name: (_) @name value: (_)? @value)) @definition.property
(field_declaration declarator: (variable_declarator name: (_) @name "=" @body value: (object_creation_expression (class_body))))
([(field_declaration (modifiers "static" "final") declarator: (variable_declarator name: (_) @name value: (_)? @value))
  (field_declaration (modifiers "final" "static") declarator: (variable_declarator name: (_) @name value: (_)? @value))] @definition.constant)
(constant_declaration declarator: (variable_declarator name: (_) @name value: (_)? @value)) @definition.constant

; A record has a field, and an accessor of its name, for each component.
(record_declaration "record" @modifier parameters: (formal_parameters [
  (formal_parameter name: (_) @name) @definition.property
  (spread_parameter (variable_declarator name: (_) @name)) @definition.property]))

(package_declaration [(identifier) (scoped_identifier)] @package)

; The last name of a path is what is imported.
(import_declaration [(scoped_identifier scope: (_) @import.source name: (_) @import.name) (identifier) @import.source] . ";") @import
(import_declaration [(scoped_identifier) (identifier)] @import.source (asterisk) @import.kind) @import

; Scopes and locals.
[(class_declaration) (record_declaration) (interface_declaration) (method_declaration) (constructor_declaration)
  (compact_constructor_declaration) (lambda_expression) (block) (constructor_body) (for_statement) (enhanced_for_statement)
  (if_statement) (while_statement) (try_with_resources_statement) (catch_clause) (switch_rule) (switch_block_statement_group)] @scope
(type_parameter (type_identifier) @local)
([(method_declaration parameters: (formal_parameters [(formal_parameter name: (identifier) @local) (spread_parameter (variable_declarator name: (identifier) @local))]))
  (constructor_declaration parameters: (formal_parameters [(formal_parameter name: (identifier) @local) (spread_parameter (variable_declarator name: (identifier) @local))]))
  (lambda_expression parameters: (formal_parameters [(formal_parameter name: (identifier) @local) (spread_parameter (variable_declarator name: (identifier) @local))]))])
(lambda_expression parameters: (identifier) @local)
(inferred_parameters (identifier) @local)
(local_variable_declaration declarator: (variable_declarator name: (identifier) @local))
(enhanced_for_statement name: (identifier) @local)
(resource name: (identifier) @local)
(catch_formal_parameter name: (identifier) @local)
(instanceof_expression name: (identifier) @local)
(type_pattern (identifier) @local .)
(record_pattern_component (identifier) @local .)
[(string_fragment) (multiline_string_fragment) (character_literal)] @string
