; What stands around a definition and belongs to it.
(decorated_definition definition: (_) @inner) @outer
(decorator) @decorator
(comment) @comment

; Functions anywhere. In classes they are methods, also where a condition chooses between them.
(function_definition name: (_) @name ":" @body) @definition.function
(class_definition body: (block [
  (function_definition name: (_) @name ":" @body) @definition.method
  (decorated_definition definition: (function_definition name: (_) @name ":" @body) @definition.method)]))
(class_definition body: (block (if_statement [
  (block [
    (function_definition name: (_) @name ":" @body) @definition.method
    (decorated_definition definition: (function_definition name: (_) @name ":" @body) @definition.method)])
  (else_clause (block [
    (function_definition name: (_) @name ":" @body) @definition.method
    (decorated_definition definition: (function_definition name: (_) @name ":" @body) @definition.method)]))])))
((decorated_definition
    (decorator [(identifier) @_accessor (attribute attribute: (identifier) @_accessor)])
    definition: (function_definition name: (_) @name ":" @body) @definition.accessor)
  (#match? @_accessor "^(.*property|setter|getter|deleter)$"))
((function_definition name: (_) @name ":" @body) @definition.constructor (#eq? @name "__init__"))

; Classes. Protocols are interfaces, enumerations are enums.
(class_definition name: (_) @name ":" @body) @definition.class
((class_definition name: (_) @name superclasses: (argument_list [
    (identifier) @_base
    (attribute attribute: (identifier) @_base)
    (subscript value: (identifier) @_base)
    (subscript value: (attribute attribute: (identifier) @_base))]) ":" @body) @definition.interface
  (#eq? @_base "Protocol"))
((class_definition name: (_) @name superclasses: (argument_list [
    (identifier) @_base
    (attribute attribute: (identifier) @_base)]) ":" @body) @definition.enum
  (#match? @_base "^((Int|Str|Repr)?Enum|(Int)?Flag|(Text|Integer)?Choices)$"))

(function_definition name: (_) @name body: (block . (expression_statement . (string) @doc)))
(class_definition name: (_) @name body: (block . (expression_statement . (string) @doc)))

; Names of the module, also those under its conditions and loops, `try` and `with`. Further in they are locals.
(module [(if_statement) (try_statement) (with_statement) (for_statement) (while_statement) (expression_statement)] @members)
(if_statement [(elif_clause) (else_clause)] @members) @within
(try_statement [(except_clause) (else_clause)] @members) @within
([(if_statement (block [(if_statement) (try_statement) (with_statement) (for_statement) (while_statement) (expression_statement)] @members))
  (elif_clause (block [(if_statement) (try_statement) (with_statement) (for_statement) (while_statement) (expression_statement)] @members))
  (else_clause (block [(if_statement) (try_statement) (with_statement) (for_statement) (while_statement) (expression_statement)] @members))
  (try_statement (block [(if_statement) (try_statement) (with_statement) (for_statement) (while_statement) (expression_statement)] @members))
  (except_clause (block [(if_statement) (try_statement) (with_statement) (for_statement) (while_statement) (expression_statement)] @members))
  (with_statement (block [(if_statement) (try_statement) (with_statement) (for_statement) (while_statement) (expression_statement)] @members))
  (for_statement (block [(if_statement) (try_statement) (with_statement) (for_statement) (while_statement) (expression_statement)] @members))
  (while_statement (block [(if_statement) (try_statement) (with_statement) (for_statement) (while_statement) (expression_statement)] @members))] @within)
([(expression_statement (assignment left: (identifier) @name right: (_)? @value))
  (expression_statement (assignment left: (pattern_list (identifier) @name)))
  (expression_statement (assignment left: (tuple_pattern (identifier) @name)))
  (expression_statement (assignment right: (assignment left: (identifier) @name)))] @definition.variable @within
  (#set! becomes.function "lambda") (#set! once))
([(expression_statement (assignment left: (identifier) @name right: (_)? @value))
  (expression_statement (assignment left: (pattern_list (identifier) @name)))
  (expression_statement (assignment left: (tuple_pattern (identifier) @name)))
  (expression_statement (assignment right: (assignment left: (identifier) @name)))] @definition.constant @within
  (#match? @name "^_*[A-Z][A-Z0-9_]*$") (#set! once))

; Types made by a call, and aliases.
((expression_statement (assignment left: (identifier) @name
    right: (call function: [(identifier) @_maker (attribute attribute: (identifier) @_maker)]))) @definition.type @within
  (#any-of? @_maker "NewType" "TypeVar" "ParamSpec" "TypeVarTuple" "TypeAliasType") (#set! once))
((expression_statement (assignment left: (identifier) @name
    right: (call function: [(identifier) @_maker (attribute attribute: (identifier) @_maker)]))) @definition.class @within
  (#any-of? @_maker "namedtuple" "NamedTuple" "TypedDict") (#set! once))
((expression_statement (assignment left: (identifier) @name
    type: (type [(identifier) @_marker (attribute attribute: (identifier) @_marker) (member_type (identifier) @_marker .)]))) @definition.type
  (#eq? @_marker "TypeAlias"))
(type_alias_statement left: (type [(identifier) @name (generic_type . (identifier) @name)])) @definition.type

; Attributes of a class: in its body, and those its constructor gives to every instance.
((class_definition body: (block (expression_statement [
    (assignment left: (identifier) @name right: (_)? @value)
    (assignment left: (pattern_list (identifier) @name))
    (assignment right: (assignment left: (identifier) @name))]) @definition.property))
  (#set! becomes.method "lambda") (#set! once))
((class_definition body: (block [
    (if_statement (block (expression_statement (assignment left: (identifier) @name right: (_)? @value)) @definition.property))
    (if_statement (else_clause (block (expression_statement (assignment left: (identifier) @name right: (_)? @value)) @definition.property)))
    (try_statement (block (expression_statement (assignment left: (identifier) @name right: (_)? @value)) @definition.property))]))
  (#set! becomes.method "lambda") (#set! once))
((class_definition
    superclasses: (argument_list [(identifier) @_base (attribute attribute: (identifier) @_base)])
    body: (block (expression_statement (assignment left: (identifier) @name right: (_))) @definition.enum_member))
  (#match? @_base "^((Int|Str|Repr)?Enum|(Int)?Flag|(Text|Integer)?Choices)$") (#not-match? @name "^_"))
((function_definition name: (identifier) @_method body: (block (expression_statement [
    (assignment left: (attribute object: (identifier) @_self attribute: (identifier) @name) right: (_)? @value)
    (assignment left: (pattern_list (attribute object: (identifier) @_self attribute: (identifier) @name)))
    (assignment right: (assignment left: (attribute object: (identifier) @_self attribute: (identifier) @name)))]) @definition.property))
  (#eq? @_method "__init__") (#eq? @_self "self") (#set! container "class") (#set! once))
((function_definition name: (identifier) @_method body: (block [
    (if_statement [(block) @members (elif_clause (block) @members) (else_clause (block) @members)])
    (try_statement [(block) @members (except_clause (block) @members) (else_clause (block) @members)])
    (with_statement (block) @members)]))
  (#eq? @_method "__init__"))
((block (expression_statement (assignment left: (attribute object: (identifier) @_self attribute: (identifier) @name) right: (_)? @value)) @definition.property) @within
  (#eq? @_self "self") (#set! container "class") (#set! once))

; `__all__` in its usual forms.
((module (expression_statement [
    (assignment left: (identifier) @_all right: [
      (list (string (string_content) @exported))
      (tuple (string (string_content) @exported))])
    (augmented_assignment left: (identifier) @_all right: [
      (list (string (string_content) @exported))
      (tuple (string (string_content) @exported))])
    (call function: (attribute object: (identifier) @_all) arguments: (argument_list [
      (string (string_content) @exported)
      (list (string (string_content) @exported))]))]))
  (#eq? @_all "__all__"))

; Imports.
(import_statement name: (dotted_name) @import.source) @import
(import_statement name: (aliased_import name: (_) @import.source alias: (_) @import.alias)) @import
(import_from_statement module_name: (_) @import.source name: (dotted_name) @import.name) @import
(import_from_statement module_name: (_) @import.source name: (aliased_import name: (_) @import.name alias: (_) @import.alias)) @import
(import_from_statement module_name: (_) @import.source (wildcard_import) @import.kind) @import
(future_import_statement "__future__" @import.source name: (dotted_name) @import.name) @import

; Scopes and locals. A class body is no scope: its names are not seen from the methods in it.
[(function_definition) (lambda) (list_comprehension) (dictionary_comprehension) (set_comprehension) (generator_expression) (type_alias_statement)] @scope
(parameters (identifier) @local)
(lambda_parameters (identifier) @local)
(default_parameter name: (identifier) @local)
(typed_parameter . (identifier) @local)
(typed_default_parameter name: (identifier) @local)
(list_splat_pattern (identifier) @local)
(dictionary_splat_pattern (identifier) @local)
(function_definition type_parameters: (type_parameter (type [(identifier) @local (constrained_type . (type (identifier) @local))])))
(type_alias_statement left: (type (generic_type (type_parameter (type (identifier) @local)))))
(global_statement (identifier) @outward)
(nonlocal_statement (identifier) @outward)
(assignment left: (identifier) @local)
(augmented_assignment left: (identifier) @local)
(named_expression name: (identifier) @local)
(pattern_list (identifier) @local)
(tuple_pattern (identifier) @local)
(list_pattern (identifier) @local)
(for_statement left: (identifier) @local)
(for_in_clause left: (identifier) @local)
(as_pattern_target [(identifier) @local (tuple (identifier) @local) (list (identifier) @local)])
(case_pattern (dotted_name . (identifier) @local .))
(keyword_pattern (dotted_name . (identifier) @local .))
(splat_pattern (identifier) @local)
(as_pattern (case_pattern) (identifier) @local)
(string_content) @string
