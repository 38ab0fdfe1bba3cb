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

// By a pattern of Joda's (and SimpleDateFormat's): letters y Y M d D E e H h k K m s S a w x G Z z, text in
// single quotes. Throws Fault for other letters.
std::string format_pattern(TimestampMs time, std::string_view pattern);

}  // namespace baton::juel
