// Each case was answered so by a Camunda 7.24, unless it says otherwise.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "expression/time.hpp"
#include "expression/value.hpp"

namespace baton {
namespace {

struct Case {
  const char* given;     // the request's JSON
  const char* answered;  // the answer's, or the error's message
};

std::string answer(const std::string& given) {
  try {
    return value_to_rest(value_from_rest(Json::parse(given)).value, false).dump();
  } catch (const ValueError& error) {
    return (error.internal ? "500 " : "400 ") + error.message;
  }
}

std::string expected_text(const std::string& text) {
  return text.starts_with('{') ? Json::parse(text).dump() : text;
}

void check(std::initializer_list<Case> cases) {
  for (const auto& [given, answered] : cases) EXPECT_EQ(answer(given), expected_text(answered)) << given;
}

TEST(RestValue, TypesAreGuessed) {
  check({{R"({"value":"text"})", R"({"type":"String","value":"text","valueInfo":{}})"},
         {R"({"value":2147483647})", R"({"type":"Integer","value":2147483647,"valueInfo":{}})"},
         {R"({"value":2147483648})", R"({"type":"Long","value":2147483648,"valueInfo":{}})"},
         {R"({"value":2.0})", R"({"type":"Double","value":2.0,"valueInfo":{}})"},
         {R"({"value":true})", R"({"type":"Boolean","value":true,"valueInfo":{}})"},
         {R"({"value":null})", R"({"type":"Null","value":null,"valueInfo":{}})"},
         {R"({})", R"({"type":"Null","value":null,"valueInfo":{}})"},
         {R"({"type":null,"value":1,"strange":2,"local":true})",
          R"({"type":"Integer","value":1,"valueInfo":{}})"}});
}

// Camunda writes Java's serialisation here; we write JSON.
TEST(RestValue, StructuresAreObjects) {
  check({{R"({"value":[1,"two"]})",
          R"({"type":"Object","value":"[1,\"two\"]","valueInfo":{"objectTypeName":"java.util.ArrayList",
              "serializationDataFormat":"application/json"}})"},
         {R"({"value":{"a":1}})",
          R"({"type":"Object","value":"{\"a\":1}","valueInfo":{"objectTypeName":"java.util.LinkedHashMap",
              "serializationDataFormat":"application/json"}})"}});
  const Value value = value_from_rest(Json::parse(R"({"value":{"a":1}})")).value;
  EXPECT_EQ(value_to_rest(value, true)["value"], Json::parse("{\"a\":1}"));
}

TEST(RestValue, NumbersGoThroughText) {
  check({{R"({"type":"Integer","value":" 5 "})", R"({"type":"Integer","value":5,"valueInfo":{}})"},
         {R"({"type":"Integer","value":"+5"})", R"({"type":"Integer","value":5,"valueInfo":{}})"},
         {R"({"type":"integer","value":"5"})", R"({"type":"Integer","value":5,"valueInfo":{}})"},
         {R"({"type":"Integer","value":""})", R"({"type":"Integer","value":null,"valueInfo":{}})"},
         {R"({"type":"Integer","value":5.0})",
          "400 Cannot convert value '5.0' of type 'Integer' to java type java.lang.Integer"},
         {R"({"type":"Integer","value":2147483648})",
          "400 Cannot convert value '2147483648' of type 'Integer' to java type java.lang.Integer"},
         {R"({"type":"Integer","value":{"a":1}})",
          "400 Cannot convert value '{a=1}' of type 'Integer' to java type java.lang.Integer"},
         {R"({"type":"Short","value":32768})",
          "400 Cannot convert value '32768' of type 'Short' to java type java.lang.Short"},
         {R"({"type":"Long","value":true})",
          "400 Cannot convert value 'true' of type 'Long' to java type java.lang.Long"},
         {R"({"type":"Long","value":9223372036854775808})",
          "400 Cannot convert value '9223372036854775808' of type 'Long' to java type java.lang.Long"},
         {R"({"type":"Double","value":5})", R"({"type":"Double","value":5.0,"valueInfo":{}})"},
         {R"({"type":"Double","value":"1e5"})", R"({"type":"Double","value":100000.0,"valueInfo":{}})"},
         {R"({"type":"Double","value":"INF"})", R"({"type":"Double","value":"Infinity","valueInfo":{}})"},
         {R"({"type":"Double","value":"1d"})",
          "400 Cannot convert value '1d' of type 'Double' to java type java.lang.Double"},
         {R"({"type":"Double","value":9223372036854775808})",
          R"({"type":"Double","value":9.223372036854775808e18,"valueInfo":{}})"}});
}

TEST(RestValue, BooleansAndTexts) {
  check({{R"({"type":"Boolean","value":"TRUE"})", R"({"type":"Boolean","value":true,"valueInfo":{}})"},
         {R"({"type":"Boolean","value":"tRue"})",
          "400 Cannot convert value 'tRue' of type 'Boolean' to java type java.lang.Boolean"},
         {R"({"type":"Boolean","value":1})",
          "400 Cannot convert value '1' of type 'Boolean' to java type java.lang.Boolean"},
         {R"({"type":"String","value":5.5})", R"({"type":"String","value":"5.5","valueInfo":{}})"},
         {R"({"type":"String","value":{"a":1,"b":[1,null]}})",
          R"({"type":"String","value":"{a=1, b=[1, null]}","valueInfo":{}})"},
         {R"({"type":"String","value":null})", R"({"type":"String","value":null,"valueInfo":{}})"},
         {R"({"type":"Null","value":5})",
          "400 Cannot convert value '5' of type 'Null' to java type javax.lang.model.type.NullType"}});
}

TEST(RestValue, Dates) {
  check({{R"({"type":"Date","value":"2024-02-29T12:30:15.123+0200"})",
          R"({"type":"Date","value":"2024-02-29T10:30:15.123+0000","valueInfo":{}})"},
         {R"({"type":"Date","value":"2024-02-30T12:30:15.123+0000"})",
          R"({"type":"Date","value":"2024-03-01T12:30:15.123+0000","valueInfo":{}})"},
         {R"({"type":"Date","value":"2024-2-9T1:3:5.1+0000"})",
          R"({"type":"Date","value":"2024-02-09T01:03:05.001+0000","valueInfo":{}})"},
         {R"({"type":"Date","value":"2024-02-29T12:30:15.123GMT+02:00"})",
          R"({"type":"Date","value":"2024-02-29T10:30:15.123+0000","valueInfo":{}})"},
         {R"({"type":"Date","value":""})", R"({"type":"Date","value":null,"valueInfo":{}})"}});
  for (const char* bad :
       {"2024-02-29T12:30:15.123Z", "2024-02-29T12:30:15+0000", "2024-02-29T12:30:15", "2024-02-29",
        "29.02.2024", "2024-02-29T12:30:15.123+00:00", "2024-02-29T12:30:15.123 0000"}) {
    EXPECT_EQ(
        answer(Json{{"type", "Date"}, {"value", bad}}.dump()),
        std::string("400 Cannot convert value '") + bad + "' of type 'Date' to java type java.util.Date");
  }
}

TEST(RestValue, BytesAndFiles) {
  check({{R"({"type":"Bytes","value":"AAEC"})", R"({"type":"Bytes","value":"AAEC","valueInfo":{}})"},
         {R"({"type":"Bytes","value":""})", R"({"type":"Bytes","value":"","valueInfo":{}})"},
         {R"({"type":"Bytes","value":"***"})",
          "400 Cannot convert value '***' of type 'Bytes' to java type [B"},
         {R"({"type":"Bytes","value":"AAE"})",
          "400 Cannot convert value 'AAE' of type 'Bytes' to java type [B"},
         {R"({"type":"File","value":"eA==","valueInfo":{"filename":"a","mimeType":"text/x"}})",
          R"({"type":"File","value":null,"valueInfo":{"filename":"a","mimeType":"text/x"}})"},
         {R"({"type":"File","value":"eA==","valueInfo":{"filename":"a","mimetype":"text/x"}})",
          R"({"type":"File","value":null,"valueInfo":{"filename":"a"}})"},
         {R"({"type":"File","value":"eA=="})",
          "500 Cannot create file without filename! Please set a name into ValueInfo with key filename"},
         {R"({"type":"File","value":null,"valueInfo":{"filename":"a"}})",
          "500 Provided value is not of File, InputStream or byte[] type."}});
}

TEST(RestValue, Documents) {
  constexpr const char* kNoText =
      "400 Must provide 'null' or String value for value of SerializableValue type ";
  check({{R"({"type":"Json","value":"{oops}"})", R"({"type":"Json","value":"{oops}","valueInfo":{}})"},
         {R"({"type":"Json","value":null})", R"({"type":"Json","value":null,"valueInfo":{}})"},
         {R"({"type":"xml","value":"<a/>"})", R"({"type":"Xml","value":"<a/>","valueInfo":{}})"}});
  EXPECT_EQ(answer(R"({"type":"Json","value":{"a":1}})"), std::string(kNoText) + "'Json'.");
  EXPECT_EQ(answer(R"({"type":"Xml","value":5})"), std::string(kNoText) + "'Xml'.");
  EXPECT_EQ(answer(R"({"type":"Object","value":["a"],"valueInfo":{"objectTypeName":"a"}})"),
            std::string(kNoText) + "'Object'.");
}

TEST(RestValue, ObjectsNeedTheirTypeInformation) {
  check(
      {{R"({"type":"Object","value":"x","valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/xml"}})",
        R"({"type":"Object","value":"x","valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/xml"}})"},
       {R"({"type":"Object","value":null,"valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/json"}})",
        R"({"type":"Object","value":null,"valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/json"}})"},
       {R"({"type":"Object","value":"[]"})",
        "500 Cannot find serializer for value 'ObjectValue [value=null, isDeserialized=false, "
        "serializationDataFormat=null, objectTypeName=null, serializedValue=2 chars, isTransient=false]'."}});
}

TEST(RestValue, UnknownTypesAndShapesAreRefused) {
  check({{R"({"type":"Strange","value":5})", "400 Unsupported value type 'Strange'"},
         {R"({"type":"STRING","value":"x"})", "400 Unsupported value type 'STRING'"},
         {R"({"type":5,"value":5})", "400 Unsupported value type '5'"},
         {R"({"type":"Number","value":5})", "500 Cannot serialize value of abstract type number"},
         {R"(5)", "400 Expected an object with 'type', 'value' and 'valueInfo', found 5"},
         {R"({"value":5,"valueInfo":[]})", "400 Expected 'valueInfo' to be an object, found []"}});
}

TEST(RestValue, Transient) {
  EXPECT_TRUE(value_from_rest(Json::parse(R"({"value":5,"valueInfo":{"transient":true}})")).is_transient);
  EXPECT_FALSE(value_from_rest(Json::parse(R"({"value":5,"valueInfo":{"transient":false}})")).is_transient);
  EXPECT_TRUE(answer(R"({"value":5,"valueInfo":{"transient":"yes"}})").starts_with("400 "));
}

}  // namespace
}  // namespace baton
