// Requests and answers of script children as frames. What the frames hold is in messages.cpp, nowhere else.
#pragma once

#include <string>
#include <string_view>

#include "expression/script/script_pool.hpp"
#include "expression/script/wire.hpp"

namespace baton::script {

enum class RequestKind : std::uint8_t { evaluate = 1, check = 2 };

inline constexpr std::size_t kMaxAnswerBytes = 64u << 20;

std::string encode_evaluate(const ScriptRequest& request);
std::string encode_check(std::string_view source);

// Throws WireError when the child sent nonsense.
ScriptResult decode_result(std::string_view bytes);

// An answer that is only an error; used by the child when it cannot evaluate at all.
std::string encode_error(std::string_view error);

}  // namespace baton::script
