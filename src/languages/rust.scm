; What stands around a definition and belongs to it. Attributes are siblings before it.
(attribute_item) @decorator
(line_comment) @comment
(block_comment) @comment
([(function_item (visibility_modifier) @modifier)
  (function_signature_item (visibility_modifier) @modifier)
  (mod_item (visibility_modifier) @modifier)
  (struct_item (visibility_modifier) @modifier)
  (union_item (visibility_modifier) @modifier)
  (enum_item (visibility_modifier) @modifier)
  (trait_item (visibility_modifier) @modifier)
  (type_item (visibility_modifier) @modifier)
  (const_item (visibility_modifier) @modifier)
  (static_item (visibility_modifier) @modifier)
  (field_declaration (visibility_modifier) @modifier)] @inner)
((attribute_item (attribute (identifier) @modifier))
  .
  [(attribute_item) (line_comment) (block_comment)]*
  .
  (macro_definition) @inner
  (#eq? @modifier "macro_export"))

(mod_item name: (_) @name) @definition.module
(struct_item name: (_) @name !body) @definition.struct
(struct_item name: (_) @name body: (field_declaration_list)) @definition.struct
(struct_item name: (_) @name body: (ordered_field_declaration_list) ";" @body) @definition.struct
(union_item name: (_) @name) @definition.struct
(enum_item name: (_) @name) @definition.enum
(enum_variant name: (_) @name !body) @definition.enum_member
(enum_variant name: (_) @name body: (field_declaration_list)) @definition.enum_member
(enum_variant_list (enum_variant name: (_) @name body: (ordered_field_declaration_list)) @definition.enum_member . ["," "}"] @body)
(field_declaration name: (_) @name) @definition.property
(type_item name: (_) @name) @definition.type
(associated_type name: (_) @name) @definition.type
(trait_item name: (_) @name) @definition.trait
((const_item name: (_) @name) @definition.constant (#not-eq? @name "_"))
(static_item name: (_) @name) @definition.constant
(macro_definition name: (_) @name ["(" "{" "["] @body) @definition.macro
(function_item name: (_) @name) @definition.function
(function_signature_item name: (_) @name) @definition.function
(trait_item body: (declaration_list [(function_item name: (_) @name) (function_signature_item name: (_) @name)] @definition.method))
(impl_item body: (declaration_list (function_item name: (_) @name) @definition.method))

; An `impl` block is no definition: it stands for its type, whose last name is the container.
; What it holds for a trait is as visible as its type, so the trait is a modifier.
(impl_item
  type: [
    (type_identifier) @owner
    (scoped_type_identifier name: (_) @owner)
    (generic_type type: [(type_identifier) @owner (scoped_type_identifier name: (_) @owner)])
    (reference_type type: [
      (type_identifier) @owner
      (scoped_type_identifier name: (_) @owner)
      (generic_type type: [(type_identifier) @owner (scoped_type_identifier name: (_) @owner)])
      (primitive_type) @owner
      (array_type) @owner
      (dynamic_type) @owner
      (tuple_type) @owner
      (reference_type) @owner
      (pointer_type) @owner
      (function_type) @owner
      (metavariable) @owner])
    (primitive_type) @owner
    (array_type) @owner
    (bounded_type) @owner
    (dynamic_type) @owner
    (function_type) @owner
    (macro_invocation) @owner
    (metavariable) @owner
    (never_type) @owner
    (pointer_type) @owner
    (tuple_type) @owner
    (unit_type) @owner]
  body: (declaration_list [(function_item name: (_) @name) (const_item name: (_) @name) (type_item name: (_) @name)]))
(impl_item trait: (_) @modifier body: (declaration_list [(function_item) (const_item) (type_item)] @inner))

(mod_item name: (_) @import.source ";") @import
(extern_crate_declaration name: (_) @import.source alias: (_)? @import.alias) @import

(use_declaration (visibility_modifier) @import.export) @import

; A use tree: the parts of a path, `::` included, are joined.
(use_declaration
  argument: [
    (identifier) @import.source
    (use_as_clause path: (identifier) @import.source alias: (identifier) @import.alias)
    (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
    (scoped_identifier !path name: (identifier) @import.source)
    (use_as_clause
      path: (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
      alias: (identifier) @import.alias)
    (use_as_clause
      path: (scoped_identifier !path name: (identifier) @import.source)
      alias: (identifier) @import.alias)
    (use_wildcard (_) @import.source "*" @import.kind)
  ]) @import

(use_declaration
  argument: (use_list
    [
      (identifier) @import.source
      (use_as_clause path: (identifier) @import.source alias: (identifier) @import.alias)
      (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
      (use_as_clause
        path: (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
        alias: (identifier) @import.alias)
      (use_wildcard (_) @import.source "*" @import.kind)
    ])) @import

(use_declaration
  argument: (scoped_use_list path: (_) @import.source list: (use_list
    [
      (identifier) @import.name
      (self) @import.itself
      (use_as_clause path: (identifier) @import.name alias: (identifier) @import.alias)
      (use_as_clause path: (self) alias: (identifier) @import.alias)
      (use_wildcard . "*" @import.kind)
    ]))) @import

(use_declaration
  argument: (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
    [
      (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
      (use_as_clause
      path: (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
      alias: (identifier) @import.alias)
      (use_wildcard (_) @import.source "*" @import.kind)
    ]))) @import

(use_declaration
  argument: (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
    (scoped_use_list path: (_) @import.source list: (use_list
      [
        (identifier) @import.name
        (self) @import.itself
        (use_as_clause path: (identifier) @import.name alias: (identifier) @import.alias)
        (use_as_clause path: (self) alias: (identifier) @import.alias)
        (use_wildcard . "*" @import.kind)
      ]))))) @import

(use_declaration
  argument: (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
    (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
      [
        (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
        (use_as_clause
        path: (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
        alias: (identifier) @import.alias)
        (use_wildcard (_) @import.source "*" @import.kind)
      ]))))) @import

(use_declaration
  argument: (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
    (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
      (scoped_use_list path: (_) @import.source list: (use_list
        [
          (identifier) @import.name
          (self) @import.itself
          (use_as_clause path: (identifier) @import.name alias: (identifier) @import.alias)
          (use_as_clause path: (self) alias: (identifier) @import.alias)
          (use_wildcard . "*" @import.kind)
        ]))))))) @import

(use_declaration
  argument: (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
    (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
      (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
        [
          (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
          (use_as_clause
          path: (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
          alias: (identifier) @import.alias)
          (use_wildcard (_) @import.source "*" @import.kind)
        ]))))))) @import

(use_declaration
  argument: (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
    (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
      (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
        (scoped_use_list path: (_) @import.source list: (use_list
          [
            (identifier) @import.name
            (self) @import.itself
            (use_as_clause path: (identifier) @import.name alias: (identifier) @import.alias)
            (use_as_clause path: (self) alias: (identifier) @import.alias)
            (use_wildcard . "*" @import.kind)
          ]))))))))) @import

(use_declaration
  argument: (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
    (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
      (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
        (scoped_use_list path: (_) @import.source "::" @import.source list: (use_list
          [
            (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
            (use_as_clause
            path: (scoped_identifier path: (_) @import.source name: (identifier) @import.name)
            alias: (identifier) @import.alias)
            (use_wildcard (_) @import.source "*" @import.kind)
          ]))))))))) @import

[
  (function_item)
  (function_signature_item)
  (closure_expression)
  (impl_item)
  (trait_item)
  (struct_item)
  (enum_item)
  (union_item)
  (type_item)
  (block)
  (if_expression)
  (while_expression)
  (for_expression)
  (match_arm)
] @scope

(parameter pattern: (identifier) @local)
(closure_parameters (identifier) @local)
(let_declaration pattern: (identifier) @local)
(for_expression pattern: (identifier) @local)
(type_parameter name: (type_identifier) @local)
(const_parameter name: (identifier) @local)
(ref_pattern (identifier) @local)
(mut_pattern (identifier) @local)
(captured_pattern . (identifier) @local)
(field_pattern name: (shorthand_field_identifier) @local)

; Here a bare name may also be a constant or a variant; those start with a capital.
([
  (let_condition pattern: (identifier) @local)
  (match_pattern . (identifier) @local)
  (or_pattern (identifier) @local)
  (tuple_pattern (identifier) @local)
  (slice_pattern (identifier) @local)
  (reference_pattern (identifier) @local)
  (tuple_struct_pattern "(" (identifier) @local)
  (field_pattern pattern: (identifier) @local)
]
  (#match? @local "^[^A-Z]"))

[(string_literal) (raw_string_literal) (char_literal)] @string
