// The child gets a fresh environment: nothing of the server's (which may hold passwords), and what
// JavaScriptCore needs so that limits of the operating system work on it:
//   GIGACAGE_ENABLED=0   else it reserves 70 GB at start, of which RLIMIT_DATA counts all and limits none;
//   JSC_forceRAMSize     the collector then tries hard before the limit is reached;
//   JSC_jitMemoryReservationSize  64 MB instead of 1 GB of reserved address space.
#include "expression/script/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <vector>

#include "expression/script/script_pool.hpp"

namespace baton::script {

namespace {

constexpr int kChildSocket = 3;

// A program whose main() forgets run_script_child would run itself within itself, and so on.
constexpr const char* kInsideChild = "BATON_SCRIPT_CHILD";

std::vector<std::string> child_environment(std::int64_t memory_bytes) {
  std::vector<std::string> environment = {
      "LANG=C.UTF-8", fmt::format("{}=1", kInsideChild), "GIGACAGE_ENABLED=0", "JSC_jitMemoryReservationSize=67108864",
      fmt::format("JSC_forceRAMSize={}", memory_bytes)};
  for (const char* name : {"TZ", "LD_LIBRARY_PATH"})
    if (const char* value = std::getenv(name)) environment.push_back(fmt::format("{}={}", name, value));
  return environment;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// Standard streams on /dev/null, the socket as kChildSocket; every other descriptor is closed by the child.
int spawn(const std::string& executable, std::int64_t memory_bytes, int child_end, pid_t& pid) {
  std::vector<std::string> environment = child_environment(memory_bytes);
  std::vector<std::string> arguments = {executable, kScriptChildArgument, std::to_string(getpid()),
                                        std::to_string(memory_bytes)};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, 0, 1);
  posix_spawn_file_actions_adddup2(&actions, 0, 2);
  posix_spawn_file_actions_adddup2(&actions, child_end, kChildSocket);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  // A group of its own: Ctrl-C at the terminal is for the server, which then ends its children.
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

  const int failure = posix_spawn(&pid, executable.c_str(), &actions, &attributes, pointers(arguments).data(),
                                  pointers(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

}  // namespace

std::unique_ptr<ChildProcess> ChildProcess::start(const std::string& executable, std::int64_t memory_bytes,
                                                  std::string& error) {
  if (std::getenv(kInsideChild) != nullptr) {
    error = "this is a script process itself; does its main() call run_script_child()?";
    return nullptr;
  }
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    error = fmt::format("no socket: {}", std::strerror(errno));
    return nullptr;
  }
  // dup2 onto itself would keep CLOEXEC, and standard streams are replaced: move the end out of the way.
  const int child_end = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
  close(ends[1]);
  pid_t pid = 0;
  const int failure = child_end < 0 ? errno : spawn(executable, memory_bytes, child_end, pid);
  if (child_end >= 0) close(child_end);
  if (failure != 0) {
    close(ends[0]);
    error = fmt::format("{}: {}", executable, std::strerror(failure));
    return nullptr;
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return std::unique_ptr<ChildProcess>(new ChildProcess(pid, ends[0]));
}

ChildProcess::~ChildProcess() {
  end();
  close(socket_);
}

std::int64_t ChildProcess::resident_bytes() const {
  std::ifstream statm(fmt::format("/proc/{}/statm", pid_));
  std::int64_t total = 0, resident = 0, shared = 0;
  if (!(statm >> total >> resident >> shared)) return 0;
  return (resident - shared) * sysconf(_SC_PAGESIZE);
}

int ChildProcess::end() {
  if (reaped_) return signal_;
  // A child that crashed keeps its own signal: kill does nothing to a zombie.
  kill(pid_, SIGKILL);
  int status = 0;
  pid_t got = 0;
  do got = waitpid(pid_, &status, 0);
  while (got < 0 && errno == EINTR);
  reaped_ = true;
  signal_ = got == pid_ && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  return signal_;
}

}  // namespace baton::script
