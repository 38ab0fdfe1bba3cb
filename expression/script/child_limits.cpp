// confine() lists the system calls that a running JavaScriptCore makes: memory, threads, clocks, and reading and
// writing descriptors that are open already. Everything else fails with EPERM. Scripts have no functions
// for files or sockets to begin with; this is for the day when a script breaks the engine.
#include "expression/script/child_limits.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

namespace baton::script {

namespace {

void require(bool done, const char* what) {
  if (!done) throw std::system_error(errno, std::generic_category(), what);
}

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  require(setrlimit(static_cast<__rlimit_resource>(resource), &both) == 0, "setrlimit");
}

// VmData of this process in bytes.
std::int64_t data_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmData:")) return std::stoll(line.substr(7)) * 1024;
  throw std::system_error(ENOENT, std::generic_category(), "VmData in /proc/self/status");
}

constexpr int kAllowed[] = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_recvfrom, SYS_sendto, SYS_recvmsg, SYS_sendmsg,
    SYS_ppoll, SYS_close, SYS_lseek, SYS_fstat, SYS_newfstatat,
    SYS_mmap, SYS_munmap, SYS_mprotect, SYS_madvise, SYS_mremap, SYS_brk, SYS_mincore, SYS_membarrier,
    SYS_futex, SYS_set_robust_list, SYS_rseq, SYS_exit, SYS_exit_group, SYS_gettid, SYS_getpid, SYS_tgkill,
    SYS_sched_yield, SYS_sched_getaffinity, SYS_sched_setaffinity, SYS_sched_getparam, SYS_sched_setparam,
    SYS_sched_getscheduler, SYS_sched_setscheduler, SYS_getpriority, SYS_setpriority,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigsuspend, SYS_sigaltstack,
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday,
    SYS_restart_syscall, SYS_getrandom, SYS_sysinfo, SYS_getrusage, SYS_getrlimit, SYS_prctl, SYS_uname,
#ifdef __x86_64__
    SYS_poll, SYS_time,
#endif
};

sock_filter statement(std::uint16_t code, std::uint32_t k) { return BPF_STMT(code, k); }

sock_filter jump(std::uint32_t k, std::uint8_t yes, std::uint8_t no, std::uint16_t test = BPF_JEQ) {
  return BPF_JUMP(static_cast<std::uint16_t>(BPF_JMP | test | BPF_K), k, yes, no);
}

sock_filter load(std::size_t offset) {
  return statement(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}

sock_filter answer(std::uint32_t action) { return statement(BPF_RET | BPF_K, action); }

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "the filter of system calls does not know this processor"
#endif

std::vector<sock_filter> filter() {
  constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;
  std::vector<sock_filter> program = {
      load(offsetof(seccomp_data, arch)),
      jump(kArchitecture, 1, 0),
      answer(SECCOMP_RET_KILL_PROCESS),
      load(offsetof(seccomp_data, nr)),
      // Threads only through clone, whose flags can be seen; the C library falls back to it on ENOSYS.
      jump(SYS_clone3, 0, 1),
      answer(SECCOMP_RET_ERRNO | ENOSYS),
      jump(SYS_clone, 0, 4),
      load(offsetof(seccomp_data, args)),
      jump(CLONE_THREAD, 0, 1, BPF_JSET),
      answer(SECCOMP_RET_ALLOW),
      answer(kRefuse),
  };
  for (const int call : kAllowed) {
    program.push_back(jump(static_cast<std::uint32_t>(call), 0, 1));
    program.push_back(answer(SECCOMP_RET_ALLOW));
  }
  program.push_back(answer(kRefuse));
  return program;
}

}  // namespace

void leave_parent(int parent, int socket) {
  require(prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "PR_SET_PDEATHSIG");
  if (getppid() != parent) std::_Exit(0);  // it died before we asked
  require(syscall(SYS_close_range, static_cast<unsigned>(socket) + 1, ~0u, 0) == 0, "close_range");
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
}

void confine(std::int64_t memory_bytes) {
  limit(RLIMIT_DATA, static_cast<rlim_t>(data_bytes() + memory_bytes));
  limit(RLIMIT_NOFILE, 0);
  std::vector<sock_filter> program = filter();
  const sock_fprog whole{static_cast<unsigned short>(program.size()), program.data()};
  require(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "PR_SET_NO_NEW_PRIVS");
  // TSYNC: JavaScriptCore's helper threads run already and are confined with it.
  require(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &whole) == 0,
          "the filter of system calls");
}

}  // namespace baton::script
