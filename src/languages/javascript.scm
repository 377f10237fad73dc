; What JavaScript adds to ecmascript.scm.

(field_definition property: (_) @name
  (#set! becomes.method "arrow_function function_expression generator_function") (#set! becomes.class "class")) @definition.property

; Members assigned from outside: `Cart.add = function`, `Cart.prototype.add = function`, `this.add = function`.
(expression_statement (assignment_expression) @inner) @outer
((program (expression_statement (assignment_expression
    left: (member_expression object: (identifier) @owner property: (property_identifier) @name)
    right: [(arrow_function) (function_expression) (generator_function)] @value) @definition.method))
  (#not-eq? @owner "exports"))
(assignment_expression
  left: (member_expression object: (this) property: (_) @name)
  right: [(arrow_function) (function_expression) (generator_function)] @value) @definition.method
((assignment_expression
    left: (member_expression object: (member_expression object: (identifier) @owner property: (property_identifier) @prototype) property: (property_identifier) @name)
    right: (_) @value) @definition.property
  (#eq? @prototype "prototype") (#set! becomes.method "arrow_function function_expression generator_function") (#set! becomes.class "class"))
((assignment_expression
    left: (member_expression object: (identifier) @owner property: (property_identifier) @prototype)
    right: (object [(method_definition) (pair key: (_) @name value: [(arrow_function) (function_expression) (generator_function)])] @definition.method))
  (#eq? @prototype "prototype") (#set! introduced.accessor "get set"))

; CommonJS: `exports.add = …`, `module.exports.add = …`, `module.exports = { … }`, `module.exports = Cart`.
((assignment_expression
    left: (member_expression object: [(identifier) (member_expression)] @modifier property: (property_identifier) @name)
    right: (_) @value) @definition.constant
  (#any-of? @modifier "exports" "module.exports") (#set! unless "identifier unary_expression undefined")
  (#set! becomes.function "arrow_function function_expression generator_function") (#set! becomes.class "class"))
((assignment_expression left: (member_expression object: (_) @commonjs property: (_) @export.alias) right: (identifier) @exported) @export
  (#any-of? @commonjs "exports" "module.exports"))
((assignment_expression left: (member_expression) @export.module right: (identifier) @exported) @export
  (#eq? @export.module "module.exports"))
((assignment_expression left: (member_expression) @modifier right: [(class) (function_expression) (generator_function)] @inner)
  (#eq? @modifier "module.exports"))
((assignment_expression left: (member_expression property: (property_identifier) @name) @modifier
    right: [(arrow_function) (function_expression !name) (generator_function !name) (class !name)] @value) @definition.function
  (#eq? @modifier "module.exports") (#set! becomes.class "class"))
((assignment_expression left: (member_expression) @modifier right: (object) @members)
  (#eq? @modifier "module.exports"))
((assignment_expression left: (member_expression) @commonjs right: (object (shorthand_property_identifier) @exported))
  (#eq? @commonjs "module.exports"))
((assignment_expression left: (member_expression) @commonjs right: (object (pair value: (identifier) @exported)))
  (#eq? @commonjs "module.exports"))
(variable_declarator name: (object_pattern (shorthand_property_identifier_pattern) @import.name)
  value: (call_expression function: (identifier) @require arguments: (arguments . (string) @import.source)) (#eq? @require "require")) @import
(variable_declarator name: (object_pattern (pair_pattern key: (property_identifier) @import.name value: (identifier) @import.alias))
  value: (call_expression function: (identifier) @require arguments: (arguments . (string) @import.source)) (#eq? @require "require")) @import

; Locals. In TypeScript a parameter has a node of its own.
(formal_parameters (identifier) @local)
(formal_parameters (assignment_pattern left: (identifier) @local))
