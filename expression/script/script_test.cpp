// What scripts see and what becomes of their results. Expectations named "Camunda" were asked of Camunda 7.24.
#include <gtest/gtest.h>

#include "expression/script/script_test_support.hpp"

namespace baton {
namespace {

using script_test::error_of;
using script_test::request;
using script_test::run;
using script_test::show;
using script_test::value_of;
using script_test::written;
using testing::UnitTest;

struct Case {
  const char* source;
  const char* expected;
};

template <std::size_t count>
void expect_values(const Case (&cases)[count]) {
  for (const Case& one : cases) EXPECT_EQ(value_of(one.source), one.expected) << one.source;
}

TEST(Script, TheLastExpressionIsTheResult) {
  expect_values({
      {"5", "Integer 5"},
      {"5.5", "Double 5.5"},
      {"10 / 4", "Double 2.5"},
      {"'a' + 1", "String a1"},
      {"1 == '1'", "Boolean true"},
      {"null", "Null"},
      {"undefined", "Null"},
      {"var x = 1", "Null"},
      {"if (true) 'chosen'; else 'other'", "String chosen"},
      {"(function() { return 7 })()", "Integer 7"},
      {"2147483647", "Integer 2147483647"},
      {"2147483648", "Double 2147483648"},
      {"for (var t = '', k = 0; k < 3; k++) t += k", "String 012"},
      {"[1, 'a', {b: null}]", R"(Object java.util.ArrayList [1,"a",{"b":null}])"},
      {"({a: 1})", R"(Object java.util.LinkedHashMap {"a":1})"},
      {"new Date(12)", "Date 12"},
      {"S('{\"a\":[1]}')", R"(Json {"a":[1]})"},
      {"(function() {})", "Null"},
      {"execution", "Null"},
  });
}

TEST(Script, VariablesAreGlobals) {
  expect_values({
      {"typeof i + typeof d + typeof s + typeof b", "String numbernumberstringboolean"},
      {"n === null", "Boolean true"},
      {"typeof missing", "String undefined"},
      {"this.i == 5", "Boolean true"},
      {"i = 9; i + execution.getVariable('i') == 14", "Boolean true"},
      {"execution.setVariable('i', 10); i", "Integer 10"},
      {"execution.setVariable('fresh', 'x'); fresh", "String x"},
      {"let q = i; q", "Integer 5"},
      {"by = 1; typeof execution.getVariable('by')", "String object"},
  });
}

TEST(Script, AVariableKeepsItsTypeOnTheWayThrough) {
  expect_values({
      {"i", "Integer 5"},
      {"l", "Long 7"},
      {"sh", "Short 3"},
      {"d", "Double 2"},
      {"s", "String text"},
      {"b", "Boolean true"},
      {"dt", "Date 1704164645000"},
      {"j", R"(Json {"a":1,"l":[1,"x",null,true,1.5],"o":{"k":"v"}})"},
      {"list", R"(Object java.util.ArrayList [1,"a",{"k":2}])"},
      {"map", R"(Object java.util.HashMap {"x":1,"y":[1,2]})"},
      {"execution.getVariable('l')", "Long 7"},
      {"var x = execution.getVariable('l'); x", "Long 7"},
  });
}

TEST(Script, EveryTypeComesBackUnharmed) {
  const Value values[] = {
      Value::null(),
      Value::boolean(false),
      Value::short_integer(-3),
      Value::integer(2147483647),
      Value::integer(-2147483648),
      Value::long_integer(9007199254740993),
      Value::number(-0.0),
      Value::number(1e300),
      Value::number(3),
      Value::string(""),
      Value::string(std::string("nul \0 within", 12)),
      Value::string("Grüße, 世界, 🎺"),
      Value::date(-1),
      Value::bytes(std::string("\0\x80\xff z", 5)),
      Value::bytes(""),
      Value::file({"a.txt", "text/plain", "UTF-8", "content"}),
      Value::object("rO0AB", "com.example.Thing", "application/x-java-serialized-object"),
      Value::object("{broken", "java.util.HashMap", "application/json"),
      Value::json(R"({ "spaces" : 1.0 })"),
      Value::xml("<a>&lt;</a>"),
  };
  for (const Value& value : values) {
    ScriptRequest wanted = request("execution.setVariable('copy', execution.getVariable('v')); v");
    wanted.variables["v"] = value;
    const ScriptResult result = run(wanted);
    EXPECT_EQ(result.error, "") << show(value);
    EXPECT_EQ(result.value, value) << show(value) << " became " << show(result.value);
    ASSERT_EQ(result.writes.size(), 1u);
    EXPECT_EQ(result.writes[0].value, value) << show(value);
  }
}

TEST(Script, WritesAndRemovalsInOrder) {
  const ScriptResult result = run(
      "execution.setVariable('a', 'one'); execution.setVariableLocal('c', true); execution.removeVariable('s');"
      "execution.setVariables({a: 'two'}); execution.removeVariableLocal('i');");
  ASSERT_EQ(result.error, "");
  ASSERT_EQ(result.writes.size(), 4u);
  EXPECT_EQ(result.writes[0].name, "a");
  EXPECT_EQ(show(*result.writes[0].value), "String one");
  EXPECT_FALSE(result.writes[0].local);
  EXPECT_EQ(result.writes[1].name, "c");
  EXPECT_TRUE(result.writes[1].local);
  EXPECT_EQ(result.writes[2].name, "s");
  EXPECT_FALSE(result.writes[2].value.has_value());
  EXPECT_EQ(show(*result.writes[3].value), "String two");
}

TEST(Script, TheExecution) {
  expect_values({
      {"execution.getCurrentActivityId() + execution.currentActivityId", "String checkcheck"},
      {"execution.processBusinessKey", "String order-1"},
      {"execution.getTenantId() === null", "Boolean true"},
      {"execution.getVariables().size() == 11", "Boolean true"},
      {"execution.getVariables().get('s')", "String text"},
      {"execution.getVariableNames().contains('s')", "Boolean true"},
      {"execution.hasVariable('s') && !execution.hasVariable('nope')", "Boolean true"},
      {"execution.getVariable('nope') === null", "Boolean true"},
      {"execution.removeVariable('s'); execution.hasVariable('s')", "Boolean false"},
      {"execution.getVariableTyped('i').getValue()", "Integer 5"},
      {"typeof execution.getVariable", "String function"},
      {"execution.nothing", "Null"},
      {"execution.toString()", "String ProcessInstance[e1]"},
  });
}

TEST(Script, LocalVariables) {
  ScriptRequest wanted = request(
      "[execution.hasVariableLocal('i'), execution.hasVariableLocal('s'), execution.getVariableLocal('s') === null,"
      "execution.getVariablesLocal().size()].join()");
  wanted.local_names = {"i"};
  EXPECT_EQ(show(run(wanted).value), "String true,false,true,1");
}

TEST(Script, ATaskIsChangedByCalls) {
  ScriptRequest wanted = request(
      "task.setAssignee('ada'); task.priority = 7; task.addCandidateGroup('crew'); task.setDueDate(dt);"
      "task.setVariable('seen', true); task.getAssignee() + task.getName() + task.getPriority()");
  wanted.objects.clear();
  wanted.objects["task"] = {{"name", Value::string("Look")}};
  const ScriptResult result = run(wanted);
  EXPECT_EQ(result.error, "");
  EXPECT_EQ(show(result.value), "String adaLook7");
  ASSERT_EQ(result.calls.size(), 4u);
  EXPECT_EQ(result.calls[0].object, "task");
  EXPECT_EQ(result.calls[0].method, "setAssignee");
  EXPECT_EQ(show(result.calls[0].arguments.at(0)), "String ada");
  EXPECT_EQ(result.calls[1].method, "setPriority");
  EXPECT_EQ(show(result.calls[1].arguments.at(0)), "Integer 7");
  EXPECT_EQ(result.calls[2].method, "addCandidateGroup");
  EXPECT_EQ(show(result.calls[3].arguments.at(0)), "Date 1704164645000");
  ASSERT_EQ(result.writes.size(), 1u);
  EXPECT_EQ(result.writes[0].name, "seen");
}

TEST(Script, ReadsAreNamed) {
  const auto reads = [](std::string source) { return run(std::move(source)).reads; };
  using Names = std::set<std::string>;
  EXPECT_EQ(reads("1 + 1"), Names{});
  EXPECT_EQ(reads("i + 1"), Names{"i"});
  EXPECT_EQ(reads("false && i"), Names{});
  EXPECT_EQ(reads("execution.getVariable('s') + execution.getVariable('nope')"), (Names{"s", "nope"}));
  EXPECT_EQ(reads("execution.hasVariable('b')"), Names{"b"});
  EXPECT_EQ(reads("execution.setVariable('i', 1); i"), Names{});
  EXPECT_EQ(reads("execution.getVariables().size() > 0").size(), 11u);
}

TEST(Script, ListsAndMapsTakeBothLanguages) {
  expect_values({
      {"list[0] + list.get(1) + list.length + list.size()", "String 1a33"},
      {"list.get(2).k + list[2].get('k') == 4", "Boolean true"},
      {"map.x + map['x'] + map.get('x') == 3", "Boolean true"},
      {"map.size() + ' ' + map.containsKey('y') + ' ' + map.get('nope')", "String 2 true null"},
      {"Object.keys(map).join()", "String x,y"},
      {"var t = ''; for (var k in map) t += k; t", "String xy"},
      {"var t = ''; for (var k = 0; k < list.size(); k++) t += list.get(k) + ';'; t", "String 1;a;{k=2};"},
      {"var t = ''; var it = map.keySet().iterator(); while (it.hasNext()) t += it.next(); t", "String xy"},
      {"list.toString() + map", "String [1, a, {k=2}]{x=1, y=[1, 2]}"},
      {"JSON.stringify(list)", R"(String [1,"a",{"k":2}])"},
      {"list.contains('a') && list.indexOf('a') == 1 && !list.isEmpty()", "Boolean true"},
      {"list.map(function(x) { return typeof x }).join()", "String number,string,object"},
      {"list instanceof java.util.List && map instanceof java.util.Map", "Boolean true"},
  });
}

TEST(Script, AListChangedInPlaceIsWritten) {
  EXPECT_EQ(written("list", "list.add(4); 1"), R"(Object java.util.ArrayList<java.lang.Integer> [1,"a",{"k":2},4])");
  EXPECT_EQ(written("map", "map.put('z', 3)"),
            R"(Object java.util.HashMap<java.lang.Object,java.lang.Object> {"x":1,"y":[1,2],"z":3})");
  EXPECT_EQ(written("list", "list.get(2).put('k', 3)"),
            R"(Object java.util.ArrayList<java.lang.Integer> [1,"a",{"k":3}])");
  EXPECT_EQ(written("list", "list.size() + list[0]"), "nothing");
  EXPECT_EQ(written("j", "j.prop('a', 2); 5"), "nothing") << "as in Camunda";
}

TEST(Script, JavaClasses) {
  expect_values({
      {"var a = new java.util.ArrayList(); a.add('x'); a.add(1); a", R"(Object java.util.ArrayList ["x",1])"},
      {"var m = new (Java.type('java.util.HashMap'))(); m.put('x', 1); m", R"(Object java.util.HashMap {"x":1})"},
      {"new java.util.Date(5)", "Date 5"},
      {"java.lang.Long.valueOf(5)", "Long 5"},
      {"new java.lang.Integer(5)", "Integer 5"},
      {"java.lang.Integer.parseInt('12')", "Integer 12"},
      {"java.lang.String.format('%05d|%.2f|%s', 42, 1.5, 'x')", "String 00042|1.50|x"},
      {"new java.text.SimpleDateFormat('yyyy-MM-dd').format(dt)", "String 2024-01-02"},
      {"s.equals('text') && !s.isEmpty() && s.contains('ex')", "Boolean true"},
      {"'a1b2'.replaceAll('[0-9]', '#')", "String a#b#"},
      {"dt.before(new Date()) && dt.getYear() == 124", "Boolean true"},
  });
}

TEST(Script, ErrorsNameWhatAndWhere) {
  EXPECT_EQ(error_of("throw 'text'"), "text");
  EXPECT_EQ(error_of("throw new Error('oops')"), "Error: oops (line 1)");
  EXPECT_EQ(error_of("1;\n2;\nmissing + 1"), "ReferenceError: Can't find variable: missing (line 3)");
  EXPECT_EQ(error_of("var x = 1;\nvar y = ;"), "SyntaxError: Unexpected token ';' (line 2)");
  EXPECT_NE(error_of("execution.nosuch()").find("execution.nosuch is not a function"), std::string::npos);
  EXPECT_EQ(error_of("throw {a: 1}"), "[object Object]");
  EXPECT_EQ(error_of("throw ''"), "Script threw an empty text");
  EXPECT_EQ(error_of("throw {toString: function() { throw 1 }}"), "Script threw something that cannot be shown");
  EXPECT_EQ(error_of("execution.setVariable('f', function() {})"),
            "TypeError: A function cannot be a process variable (line 1)");
  EXPECT_NE(error_of("var a = []; a.push(a); execution.setVariable('a', a)").find("cyclic"), std::string::npos);
}

TEST(Script, ABpmnErrorHasACode) {
  for (const char* source : {"throw new BpmnError('CODE', 'why')",
                             "throw new org.camunda.bpm.engine.delegate.BpmnError('CODE', 'why')",
                             "var E = Java.type('org.camunda.bpm.engine.delegate.BpmnError'); throw new E('CODE', 'why')"}) {
    const ScriptResult result = run(source);
    EXPECT_EQ(result.bpmn_error_code, "CODE") << source;
    EXPECT_EQ(result.bpmn_error_message, "why") << source;
    EXPECT_NE(result.error, "") << source;
  }
  const ScriptResult without = run("throw new BpmnError('CODE')");
  EXPECT_EQ(without.bpmn_error_code, "CODE");
  EXPECT_EQ(without.bpmn_error_message, "");
  EXPECT_EQ(value_of("try { throw new BpmnError('C') } catch (e) { e.errorCode }"), "String C");
  EXPECT_FALSE(run("throw new Error('x')").bpmn_error_code.has_value());
}

TEST(Script, NothingLeaksFromOneScriptToTheNext) {
  ScriptPool one({.children = 1});
  const auto value = [&](std::string source) { return show(one.submit(request(std::move(source))).get().value); };
  EXPECT_EQ(value("secret = 1; Array.prototype.leak = 2; String.prototype.trim = null; typeof secret"), "String number");
  EXPECT_EQ(value("typeof secret + typeof [].leak + typeof ''.trim"), "String undefinedundefinedfunction");
}

TEST(Script, ScriptsAreChecked) {
  EXPECT_EQ(script_test::pool().check("1 + 1").get().error, "");
  EXPECT_EQ(script_test::pool().check("throw 1").get().error, "");
  EXPECT_EQ(script_test::pool().check("var a;\n1 +").get().error, "SyntaxError: Unexpected end of script (line 2)");
}

}  // namespace
}  // namespace baton
