// Why an evaluation failed; the expression's text is added where it ends (expression.cpp).
#pragma once

#include <string>

namespace baton::juel {

enum class FaultKind : unsigned char {
  evaluation,  // "Error while evaluating expression: ..."
  property,    // "Unknown property used in expression: ..."
  method,      // "Unknown method used in expression: ..."
  java,        // thrown by a called method: reported as it is, "java.lang.IndexOutOfBoundsException: ..."
};

struct Fault {
  FaultKind kind;
  std::string message;
};

}  // namespace baton::juel
