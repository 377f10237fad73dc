; What stands around a definition and belongs to it. Those in a group stand for themselves.
((type_declaration [(type_spec) (type_alias)] @inner) @outer (#not-match? @outer "^type\\s*\\("))
((const_declaration (const_spec) @inner) @outer (#not-match? @outer "^const\\s*\\("))
(var_declaration (var_spec) @inner) @outer
(comment) @comment

(function_declaration name: (_) @name) @definition.function

; A method may stand in another file than its receiver's type, so the type is its container by name,
; and a modifier too: a method of an unexported type is not exported.
(method_declaration
  receiver: (parameter_list (parameter_declaration type: [
    (type_identifier) @owner @modifier
    (generic_type type: (type_identifier) @owner @modifier)
    (pointer_type [
      (type_identifier) @owner @modifier
      (generic_type type: (type_identifier) @owner @modifier)
      (parenthesized_type (type_identifier) @owner @modifier)])
    (parenthesized_type [
      (type_identifier) @owner @modifier
      (pointer_type (type_identifier) @owner @modifier)])]))
  name: (_) @name) @definition.method

(type_spec name: (_) @name) @definition.type
(type_alias name: (_) @name) @definition.type
(type_spec name: (_) @name type: (struct_type (field_declaration_list) @body)) @definition.struct
(type_spec name: (_) @name type: (interface_type "{" @body)) @definition.interface

; Fields of named structs and of the structs written inside of them. Tags are left out. An embedded type is a field.
(type_spec type: [(struct_type) (pointer_type) (slice_type) (array_type) (map_type)] @members)
(type_alias type: [(struct_type) (pointer_type) (slice_type) (array_type) (map_type)] @members)
(pointer_type [(struct_type) (pointer_type) (slice_type) (array_type) (map_type)] @members) @within
(slice_type element: [(struct_type) (pointer_type) (slice_type) (array_type) (map_type)] @members) @within
(array_type element: [(struct_type) (pointer_type) (slice_type) (array_type) (map_type)] @members) @within
(map_type value: [(struct_type) (pointer_type) (slice_type) (array_type) (map_type)] @members) @within
(struct_type (field_declaration_list) @members) @within
(field_declaration_list (field_declaration type: [(struct_type) (pointer_type) (slice_type) (array_type) (map_type)] @members)) @within
(field_declaration_list (field_declaration name: (_) @name) @definition.property) @within
(field_declaration_list (field_declaration !name type: [
  (type_identifier) @name
  (qualified_type name: (_) @name)
  (generic_type type: [(type_identifier) @name (qualified_type name: (_) @name)])]) @definition.property) @within
(field_declaration name: (_) @name type: (struct_type (field_declaration_list) @body))
(field_declaration name: (_) @name tag: (_) @body)
(field_declaration !name type: [
  (type_identifier) @name
  (qualified_type name: (_) @name)
  (generic_type type: [(type_identifier) @name (qualified_type name: (_) @name)])] tag: (_) @body)

([(type_spec type: (interface_type (method_elem name: (_) @name) @definition.method))
  (type_alias type: (interface_type (method_elem name: (_) @name) @definition.method))])

; Constants and variables of the package.
((source_file (const_declaration (const_spec (identifier) @name) @definition.constant)) (#not-eq? @name "_"))
((source_file (var_declaration [
    (var_spec name: (identifier) @name) @definition.variable
    (var_spec_list (var_spec name: (identifier) @name) @definition.variable)])) (#not-eq? @name "_"))
(var_spec name: (identifier) @name value: (expression_list [
  (composite_literal body: (_) @body)
  (unary_expression operand: (composite_literal body: (_) @body))
  (func_literal body: (_) @body)]))

(package_clause (package_identifier) @package)
(import_spec !name path: (_) @import.source) @import
(import_spec name: [(package_identifier) (blank_identifier)] @import.alias path: (_) @import.source) @import
(import_spec name: (dot) @import.kind path: (_) @import.source) @import

; Scopes and locals.
[(function_declaration) (method_declaration) (method_elem) (func_literal) (function_type) (type_spec) (type_alias) (block)
  (if_statement) (for_statement) (expression_switch_statement) (type_switch_statement)
  (expression_case) (type_case) (default_case) (communication_case)] @scope
(parameter_declaration name: (identifier) @local)
(variadic_parameter_declaration name: (identifier) @local)
(type_parameter_declaration name: (identifier) @local)
(short_var_declaration left: (expression_list (identifier) @local))
(range_clause left: (expression_list (identifier) @local) ":=")
(receive_statement left: (expression_list (identifier) @local) ":=")
(type_switch_statement alias: (expression_list (identifier) @local))
(statement_list (var_declaration [(var_spec name: (identifier) @local) (var_spec_list (var_spec name: (identifier) @local))]))
(statement_list (const_declaration (const_spec (identifier) @local)))
[(interpreted_string_literal) (raw_string_literal) (rune_literal)] @string
