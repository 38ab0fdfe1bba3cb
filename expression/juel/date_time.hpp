// What dateTime() gives: a point in time with the methods of Joda's DateTime, in UTC.
#pragma once

#include "expression/juel/item.hpp"

namespace baton::juel {

class DateTimeObject : public Object {
 public:
  explicit DateTimeObject(TimestampMs millis) : Object(ObjectKind::date_time), millis_(millis) {}
  TimestampMs millis() const { return millis_; }

  std::string class_name() const override { return "org.joda.time.DateTime"; }
  std::string text() const override;
  Value to_value() const override { return Value::date(millis_); }
  Json to_json() const override;
  const MethodTable& methods() const override;
  bool equals(const Item& other) const override;

 private:
  TimestampMs millis_;
};

}  // namespace baton::juel
