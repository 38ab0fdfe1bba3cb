// Comments and attachments as JSON (camunda7-rest A.5).
#pragma once

#include "api/http/message.hpp"
#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

// With a link to itself, as the answer to its creation; without, as all others.
Json comment_dto(const Comment& row, const Request* link_for = nullptr);
Json attachment_dto(const Attachment& row, const Request* link_for = nullptr);

}  // namespace baton::api
