// One script child as its parent sees it: a process and the socket to it.
//
// Owned and used by the pool's dispatcher thread alone; the child dies with that thread (PDEATHSIG).
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>

namespace baton::script {

class ChildProcess {
 public:
  // Starts `executable` with kScriptChildArgument. Null and why when it cannot.
  static std::unique_ptr<ChildProcess> start(const std::string& executable, std::int64_t memory_bytes,
                                             std::string& error);
  ~ChildProcess();  // kills and reaps it
  ChildProcess(const ChildProcess&) = delete;

  int socket() const { return socket_; }
  pid_t pid() const { return pid_; }
  // Memory of its own (not of files mapped), in bytes; 0 when it is gone.
  std::int64_t resident_bytes() const;
  // Kills if it still runs, reaps, and says how it ended: a signal's number, or 0.
  int end();

 private:
  ChildProcess(pid_t pid, int socket) : pid_(pid), socket_(socket) {}
  pid_t pid_;
  int socket_;
  bool reaped_ = false;
  int signal_ = 0;
};

}  // namespace baton::script
