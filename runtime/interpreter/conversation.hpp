// The rows by which instances of a conversation know each other, and how well one fits a message.
#pragma once

namespace baton::conversation {

// Types of event subscriptions that no event triggers; clients do not see them.
inline constexpr const char* kCorrelation = "correlation";
inline constexpr const char* kPartner = "partner";

enum Rank : int { kMismatch = -1, kStranger = 0, kPartnerRank = 1, kSameKey = 2 };

}  // namespace baton::conversation
