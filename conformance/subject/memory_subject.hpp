// This engine in memory, asked through its own REST resources without a socket.
#pragma once

#include <memory>

#include "conformance/subject/subject.hpp"

namespace baton::conformance {

struct MemoryOptions {
  // The system's clock and job threads instead of a clock that is moved: for cases that are about real time.
  bool real_clock = false;
  // A new engine on the same store after every request that changes something.
  bool restarts = false;
};

std::unique_ptr<Subject> memory_subject(const MemoryOptions& options);

}  // namespace baton::conformance
