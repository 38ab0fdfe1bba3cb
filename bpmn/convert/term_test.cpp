#include <gtest/gtest.h>

#include <string>

#include "bpmn/convert/term.hpp"

namespace baton::bpmn::convert {
namespace {

std::string juel(std::string_view feel) {
  try {
    return to_juel_template(parse(feel, Tongue::feel));
  } catch (const Problem&) {
    return "-";
  }
}

std::string feel(std::string_view juel) {
  try {
    return to_feel(parse(juel, Tongue::juel));
  } catch (const Problem&) {
    return "-";
  }
}

TEST(Terms, FeelThatMeansTheSameInJuel) {
  struct Row {
    const char *feel, *juel;
  };
  for (const Row& row : {
           Row{"a", "${a}"},
           Row{"\"text\"", "text"},
           Row{"\"a \" + b", "a ${b}"},
           Row{"\"PT\" + string(hours) + \"H\"", "PT${hours}H"},
           Row{"duration(\"PT1H\")", "PT1H"},
           Row{"date and time(due)", "${due}"},
           Row{"a = 1 and not(b)", "${a == 1 && !b}"},
           Row{"(a or b) and c", "${(a || b) && c}"},
           Row{"a - (b - c)", "${a - (b - c)}"},
           Row{"a between 1 and 5", "${a >= 1 && a <= 5}"},
           Row{"if a > 1 then \"x\" else \"it's\"", "${a > 1 ? 'x' : 'it\\'s'}"},
           Row{"a = null", "${execution.getVariable('a') == null}"},
           Row{"order.items[1].name", "${order.items[0].name}"},
           Row{"count(list) > 0", "${list.size() > 0}"},
           Row{"starts with(name, \"A\")", "${name.startsWith('A')}"},
           Row{"list contains(roles, \"boss\")", "${roles.contains('boss')}"},
           Row{"is defined(a)", "${execution.hasVariable('a')}"},
           Row{"loopCounter = 1", "${(loopCounter + 1) == 1}"},
           Row{"numberOfCompletedInstances / numberOfInstances >= 0.5", "${nrOfCompletedInstances / nrOfInstances >= 0.5}"},
           Row{"-a * 2", "${-a * 2}"},
       }) {
    EXPECT_EQ(juel(row.feel), row.juel) << row.feel;
  }
}

TEST(Terms, FeelThatHasNoCounterpartIsRefused) {
  for (const char* text : {"for i in list return i", "list[item > 1]", "some x in y satisfies x", "[1, 2]", "{a: 1}", "a ** 2",
                           "sum(list)", "a b", "\"open", "a +", "", "numberOfTerminatedInstances", "list[0]", "f(\"a\" + b) = 1",
                           "\"${a}\""}) {
    EXPECT_EQ(juel(text), "-") << text;
  }
  EXPECT_EQ(juel(std::string(5000, '(') + "a"), "-");
  EXPECT_EQ(juel(std::string(5000, '-') + "a"), "-");
}

TEST(Terms, JuelThatMeansTheSameInFeel) {
  struct Row {
    const char *juel, *feel;
  };
  for (const Row& row : {
           Row{"a == 'x' && !b", "a = \"x\" and not(b)"},
           Row{"a eq 1 or b ne 2", "a = 1 or b != 2"},
           Row{"a ? b : c", "if a then b else c"},
           Row{"execution.getVariable('a')", "a"},
           Row{"list.size() > 0", "count(list) > 0"},
           Row{"list[0].name", "list[1].name"},
           Row{"map['key']", "map.key"},
           Row{"a % 2", "modulo(a, 2)"},
           Row{"nrOfCompletedInstances >= 2", "numberOfCompletedInstances >= 2"},
           Row{"a.equals(b)", "(a = b)"},
           Row{"bean.charge(order)", "-"},
           Row{"empty a", "-"},
           Row{"execution.processInstanceId", "-"},
           Row{"names.contains('a')", "-"},
       }) {
    EXPECT_EQ(feel(row.juel), row.feel) << row.juel;
  }
}

TEST(Terms, TemplatesFallApartIntoTextsAndExpressions) {
  const auto parts = parse_juel_template("a ${b} c #{d == '}'}");
  ASSERT_EQ(parts.size(), 4u);
  EXPECT_EQ(parts[0].text, "a ");
  EXPECT_EQ(parts[1].op, Op::name);
  EXPECT_EQ(parts[3].op, Op::eq);
  EXPECT_THROW(parse_juel_template("${a"), Problem);
}

}  // namespace
}  // namespace baton::bpmn::convert
