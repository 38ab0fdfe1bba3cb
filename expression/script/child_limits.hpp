// The walls around a script child. Where the system refuses to build one, std::system_error says which.
#pragma once

#include <cstdint>

namespace baton::script {

// Dies with `parent`, holds no descriptor but the standard streams and `socket`, opens no other.
// Before libraries are loaded.
void leave_parent(int parent, int socket);

// From here on: no file, socket, process or program can be opened or started, and no more than
// `memory_bytes` allocated beyond what there is. Threads may be. After warm-up, and for good.
void confine(std::int64_t memory_bytes);

}  // namespace baton::script
