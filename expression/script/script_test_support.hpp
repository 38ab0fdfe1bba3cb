// For the tests of this folder: evaluate a script and write down what came of it as text.
#pragma once

#include <string>

#include "expression/script/script_pool.hpp"

namespace baton::script_test {

// "Integer 5", "String abc", "Null", "Json {...}", "Object java.util.ArrayList [1]" ...
std::string show(const Value& value);

// A request with `execution`, and the variables that most tests use:
// i=5 l=7(Long) sh=3(Short) d=2.0 s="text" b=true n=null dt=2024-01-02T03:04:05Z,
// j={"a":1,"l":[1,"x",null,true,1.5],"o":{"k":"v"}} (Json), list=[1,"a",{"k":2}] map={"x":1,"y":[1,2]} (Object).
ScriptRequest request(std::string source);

// The pool that tests share, with default limits.
ScriptPool& pool();

ScriptResult run(ScriptRequest request);
ScriptResult run(std::string source);

// show() of the result, or "error: ...".
std::string value_of(std::string source);

// show() of what the script wrote to the variable, "removed", "nothing", or "error: ...".
std::string written(const std::string& variable, std::string source);

// The error, or "no error: " and the value.
std::string error_of(std::string source);

}  // namespace baton::script_test
