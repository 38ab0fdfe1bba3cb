// What the analysis of a source finds and changes, and the types of numbers that follow. Every type expected here is
// what Camunda 7.24 (Nashorn) answered to the same script with the same variables.
#include "expression/script/source_analysis.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "expression/script/script_test_support.hpp"

namespace baton {
namespace {

using script::analyze_source;
using script_test::value_of;
using script_test::written;

std::string rewritten(std::string_view source) { return analyze_source(source).source; }

TEST(NumberTypes, ResultsAreTypedAsInNashorn) {
  const std::pair<const char*, const char*> cases[] = {
      // Constants are folded, variables are computed with as doubles.
      {"1 + 1", "Integer 2"}, {"10 / 2", "Integer 5"}, {"7 % 4", "Integer 3"}, {"2 - 7", "Integer -5"},
      {"1e3", "Integer 1000"}, {"1.0", "Double 1"}, {"2.0*3", "Double 6"}, {"-5", "Integer -5"}, {"+5", "Integer 5"},
      {"-2147483648", "Double -2147483648"}, {"2147483647 + 0", "Integer 2147483647"},
      {"100000 * 100000", "Double 10000000000"}, {"1 + 1 + i", "Double 7"},
      {"i", "Integer 5"}, {"i + 1", "Double 6"}, {"i * 1", "Double 5"}, {"5 - i", "Double 0"}, {"i % 3", "Double 2"},
      {"+i", "Double 5"}, {"-i", "Double -5"}, {"i++", "Double 5"}, {"i--; i", "Double 4"}, {"l", "Long 7"},
      {"l + 1", "Double 8"}, {"l - 0", "Double 7"}, {"d", "Double 2"}, {"'5' - 2", "Double 3"}, {"'5' * 1", "Double 5"},
      // Bits are ints.
      {"i | 0", "Integer 5"}, {"~~i", "Integer 5"}, {"~5", "Integer -6"}, {"1 << 3", "Integer 8"},
      {"i >>> 0", "Double 5"}, {"l | 0", "Integer 7"}, {"d | 0", "Integer 2"},
      // Functions of the language.
      {"Math.floor(2.5)", "Double 2"}, {"Math.max(i, 3)", "Double 5"}, {"Math.max(1, 2)", "Integer 2"},
      {"Math.max(1, 2, 3)", "Double 3"}, {"Math.max(1.0, 2)", "Double 2"}, {"Math.abs(-5)", "Double 5"},
      {"parseInt('12')", "Double 12"}, {"Number('6')", "Double 6"}, {"(5).valueOf()", "Double 5"},
      {"new Date(0).getTime()", "Double 0"}, {"dt.getTime()", "Long 1704164645000"},
      {"dt.getTime() + 1000", "Double 1704164646000"}, {"'abc'.charCodeAt(0)", "Double 97"},
      {"'abc'.length", "Integer 3"}, {"[1,2].length", "Integer 2"}, {"s.indexOf('x')", "Integer 2"},
      {"[1,2,3].indexOf(2)", "Double 1"}, {"[3,4].pop()", "Integer 4"}, {"[3,4].push(5)", "Double 3"},
      {"[1,2,3].reduce(function(a,b){return a+b},0)", "Double 6"}, {"list.size()", "Integer 3"},
      {"list.get(0)", "Integer 1"}, {"list.get(0) + 1", "Double 2"}, {"Object.keys({a:1}).length", "Integer 1"},
      // Through variables, properties and functions.
      {"var x = 5; x", "Integer 5"}, {"var x = 0; x++; x", "Double 1"}, {"var x = 0; if (false) x++; x", "Integer 0"},
      {"var x = 1; x += 1; x", "Double 2"}, {"var x = 1; x = x + 1; x", "Double 2"}, {"var x; x = 5; x", "Integer 5"},
      {"var s1 = 0; for (var k = 0; k < 5; k++) s1 += k; s1", "Double 10"},
      {"var o = {n: 5}; o.n", "Integer 5"}, {"var o = {n: 5}; o.n++; o.n", "Double 6"},
      {"var o = {n: i + 1}; o.n", "Double 6"}, {"[10, 20][1]", "Integer 20"},
      {"var f = function(a) { return a; }; f(5)", "Integer 5"}, {"var f = function(a) { return a + 1; }; f(5)", "Double 6"},
      {"(function(){ return 1 + 2; })()", "Integer 3"}, {"(function(){ return i; })()", "Integer 5"},
      {"(function(){ var c = 0; for (var k = 0; k < 5; k++) c++; return c; })()", "Double 5"},
      {"JSON.parse('{\"n\":7}').n", "Integer 7"}, {"JSON.parse('{\"n\":7}').n + 1", "Double 8"},
      {"execution.getVariable('i')", "Integer 5"}, {"execution.getVariable('i') + 1", "Double 6"},
      {"var r1 = execution.getVariable('l'); r1", "Long 7"}, {"j.prop('a').numberValue()", "Integer 1"},
      {"j.prop('l').elements().get(0).numberValue() + 1", "Double 2"},
      // Choices and statements.
      {"i > 3 ? 1 : 2", "Integer 1"}, {"i == 5 ? i : 0", "Integer 5"}, {"i || 7", "Integer 5"}, {"i && 7", "Integer 7"},
      {"(i, 7)", "Integer 7"}, {"y = 3", "Integer 3"}, {"y = i + 1", "Double 6"}, {"eval('1 + 1')", "Integer 2"},
      {"if (i > 3) { 1 } else { 2 }", "Integer 1"}, {"switch (i) { case 5: 10; break; default: 20 }", "Integer 10"},
      {"for (var k = 0; k < 3; k++) { k }", "Double 2"}, {"try { 5 } catch (e) { 6 }", "Integer 5"},
  };
  for (const auto& [source, expected] : cases) EXPECT_EQ(value_of(source), expected) << source;
}

TEST(NumberTypes, SoAreVariablesWritten) {
  const std::pair<const char*, const char*> cases[] = {
      {"execution.setVariable('q', i)", "Integer 5"},
      {"execution.setVariable('q', i + 1)", "Double 6"},
      {"execution.setVariable('q', 1 + 1)", "Integer 2"},
      {"execution.setVariableLocal('q', i * 2)", "Double 10"},
      {"execution.setVariable('q', execution.getVariable('i') + 1)", "Double 6"},
      {"execution.setVariable('q', d)", "Double 2"},
      {"execution.setVariable('q', sh)", "Short 3"},
      {"execution.setVariable(\"q\", 'a' + i)", "String a5"},
      {"execution.setVariable('q', parseInt('12'))", "Double 12"},
      {"execution.setVariable('q', s.length())", "Integer 4"},
      {"execution.setVariable('q', java.lang.Integer.valueOf(5))", "Integer 5"},
      {"execution.setVariable('q', j.prop('nn', i + 1).toString())",
       R"(String {"a":1,"l":[1,"x",null,true,1.5],"o":{"k":"v"},"nn":6.0})"},
      {"execution.setVariable('q', j.prop('nn', 3).prop('l').append(i * 1).toString())",
       R"(String [1,"x",null,true,1.5,5.0])"},
      {"execution.setVariable('q', S('{\"a\":1.0,\"b\":1e2,\"c\":20.50,\"d\":12345678901234567890}').toString())",
       R"(String {"a":1.0,"b":100.0,"c":20.5,"d":12345678901234567890})"},
      {"execution.setVariable('q', S('{\"a\":3000000000}').prop('a').numberValue())", "Long 3000000000"},
  };
  for (const auto& [source, expected] : cases) EXPECT_EQ(written("q", source), expected) << source;
}

TEST(SourceAnalysis, NashornsLoopOverValues) {
  EXPECT_EQ(value_of("var r = ''; for each (var k in list) r += k; r"), "String 1a{k=2}");
  EXPECT_EQ(value_of("var r = ''; for each (k in map) { r += k } r"), "String 1[1, 2]");
  EXPECT_EQ(rewritten("for (var k in list) k"), "for (var k in list) k");
}

TEST(SourceAnalysis, LengthAsAMethod) {
  EXPECT_EQ(rewritten("a.length() + b.length"), "a.length + b.length");
  EXPECT_EQ(rewritten("'a.length()' // b.length()"), "'a.length()' // b.length()");
}

TEST(SourceAnalysis, LinesStayWhereTheyAre) {
  const std::string source = "execution.setVariable(\n  'q',\n  i + 1\n);\nfor each (var x in\n y) {}\n";
  EXPECT_EQ(std::ranges::count(rewritten(source), '\n'), std::ranges::count(source, '\n'));
  EXPECT_EQ(script_test::error_of("execution.setVariable('q',\n i + 1);\nmissing"),
            "ReferenceError: Can't find variable: missing (line 3)");
}

TEST(SourceAnalysis, AVarHidesTheVariable) {
  // As in Camunda: hoisting makes it undefined before it is assigned.
  EXPECT_EQ(value_of("var i; typeof i"), "String undefined");
  EXPECT_EQ(value_of("var i = i || 9; i"), "Integer 9");
  EXPECT_EQ(value_of("function s() { return 1 } typeof s"), "String function");
  EXPECT_EQ(value_of("(function() { var i = 3; return i })() + i == 8"), "Boolean true");
}

TEST(SourceAnalysis, NamesThatScriptsReach) {
  EXPECT_EQ(value_of("`<${s}>`"), "String <text>");
  EXPECT_EQ(value_of("`${ list.map(x => `${x}${s}`).length }${i}`"), "String 35");
  EXPECT_EQ(value_of("this['s'] + eval('s') + new Function('return s')()"), "String texttexttext");
  EXPECT_EQ(script_test::run("typeof nobody == 'undefined' || nobody > 1").reads, std::set<std::string>{"nobody"});
  EXPECT_EQ(script_test::run("var own = 1; own + Math.max(1, 2)").reads, std::set<std::string>{});
}

TEST(SourceAnalysis, TokensThatMislead) {
  EXPECT_EQ(value_of("'a'.replace(/[/'\"]|\\//g, 'b') + i"), "String a5");
  EXPECT_EQ(value_of("var a = 4, g = 2; a / 2 / g == 1 && '/'"), "String /");
  EXPECT_EQ(value_of("/* i + ' */ '//' + i // ' "), "String //5");
  EXPECT_EQ(value_of("'\\'' + s"), "String 'text");
  EXPECT_EQ(value_of("var Grüße = 'ü'; Grüße + s"), "String ütext");
  EXPECT_EQ(value_of("b?.5:1"), "Double 0.5");
  EXPECT_EQ(value_of("i\n+ 1 == 6"), "Boolean true");
}

// Whatever the text, the analysis ends, and does not change what it does not understand.
TEST(SourceAnalysis, NonsenseIsLeftAlone) {
  std::string deep(20'000, '(');
  std::string sum = "1", nested = "1", braces(20'000, '{');
  for (int k = 0; k < 5'000; ++k) sum += " + 1", nested = "[" + nested + "]";
  for (const std::string& source :
       {std::string("'open"), std::string("`open ${"), std::string("/open"), std::string("(]"), std::string("}"),
        std::string("function"), std::string("for each"), std::string("if"), std::string("a ? b"), std::string("."),
        std::string("case"), std::string("x."), std::string("=>"), std::string("function f"), std::string("var"),
        std::string(".setVariable("), std::string("a.prop(,)"), std::string("switch (a) {"), std::string("++"),
        std::string("/*"), deep, deep + std::string(20'000, ')'), sum, nested, braces + std::string(20'000, '}')})
    EXPECT_EQ(rewritten(source), source) << source.substr(0, 40);
  EXPECT_EQ(value_of(sum + " == 5001"), "Boolean true");
}

}  // namespace
}  // namespace baton
