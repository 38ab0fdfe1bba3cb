// What scripts cannot do, and what it costs when they try.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "expression/script/child_limits.hpp"
#include "expression/script/script_test_support.hpp"

namespace baton {
namespace {

using script_test::error_of;
using script_test::request;
using script_test::show;
using script_test::value_of;

constexpr const char* kSpin = "(function(ms) { var end = Date.now() + ms; while (Date.now() < end) { } })";

std::string error_in(ScriptPool& pool, std::string source) {
  return pool.submit(request(std::move(source))).get().error;
}

std::string value_in(ScriptPool& pool, std::string source) {
  return show(pool.submit(request(std::move(source))).get().value);
}

// Children of `parent` that are script children, by /proc.
std::vector<pid_t> script_children(pid_t parent) {
  std::vector<pid_t> found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (!std::ranges::all_of(name, ::isdigit)) continue;
    std::string command, status;
    std::ifstream(entry.path() / "cmdline") >> command;
    std::getline(std::ifstream(entry.path() / "stat"), status);
    const auto after_name = status.rfind(')');
    if (after_name == std::string::npos || command.find(kScriptChildArgument) == std::string::npos) continue;
    if (std::stol(status.substr(after_name + 4)) == parent) found.push_back(std::stoi(name));
  }
  return found;
}

std::ptrdiff_t sockets_of(pid_t process) {
  const std::filesystem::directory_iterator descriptors("/proc/" + std::to_string(process) + "/fd");
  return std::ranges::count_if(descriptors, [](const auto& entry) {
    return std::filesystem::read_symlink(entry.path()).string().starts_with("socket:");
  });
}

template <class Condition>
bool within_10_s(Condition holds) {
  for (int i = 0; i < 1000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return holds();
}

TEST(ScriptLimits, AnEndlessLoopEndsAtTheTimeLimit) {
  ScriptPool pool({.children = 1, .time_ms = 300});
  EXPECT_EQ(error_in(pool, "while (true) { }"), "Script exceeded its time limit of 300 ms");
  EXPECT_EQ(error_in(pool, "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab') || 1"), error_in(pool, "for (;;) { }"));
  EXPECT_EQ(value_in(pool, "'still there'"), "String still there");
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SKIP_UNDER_SANITIZERS() GTEST_SKIP() << "the sanitizer's own memory breaks the child's limit"
#else
#define SKIP_UNDER_SANITIZERS()
#endif

TEST(ScriptLimits, MemoryEndsAtTheLimit) {
  SKIP_UNDER_SANITIZERS();
  ScriptPool pool({.children = 1, .time_ms = 60'000, .memory_bytes = 128 << 20});
  for (const char* hog : {"var a = []; while (true) a.push(new Array(100000).fill(1.5))",
                          "var t = 'xxxxxxxx'; while (true) t = t + t + 'y'",
                          "var a = []; while (true) a.push(new ArrayBuffer(10000000))",
                          "var a = []; while (true) a.push({x: a.length, y: {}})",
                          "var m = {}; for (var k = 0; ; k++) m['key' + k] = k",
                          "new Array(1000000000).fill(0).length",
                          "new ArrayBuffer(10000000000)"}) {
    const std::string error = error_in(pool, hog);
    EXPECT_TRUE(error.starts_with("Script exceeded its memory limit of 128 MB") ||
                error.find("length") != std::string::npos)
        << hog << ": " << error;
    EXPECT_NE(error, "") << hog;
    EXPECT_EQ(value_in(pool, "'still there'"), "String still there");
  }
}

TEST(ScriptLimits, GarbageIsNoReason) {
  SKIP_UNDER_SANITIZERS();
  ScriptPool pool({.children = 1, .memory_bytes = 128 << 20});
  EXPECT_EQ(value_in(pool, "for (var k = 0, t = 0; k < 2000; k++) t += new Array(100000).fill(k).length; t == 200000000"),
            "Boolean true");
}

TEST(ScriptLimits, DeepRecursionIsAnError) {
  EXPECT_NE(error_of("(function f() { return f() + 1 })()").find("Maximum call stack size exceeded"), std::string::npos);
  EXPECT_EQ(value_of("try { (function f() { return f() + 1 })() } catch (e) { 'caught' }"), "String caught");
}

TEST(ScriptLimits, DeepResultsAreErrors) {
  EXPECT_EQ(value_of("var a = []; for (var k = 0; k < 900; k++) a = [a]; JSON.stringify(a).length == 1802"), "Boolean true");
  EXPECT_EQ(error_of("var a = []; for (var k = 0; k < 900; k++) a = [a]; a").substr(0, 30), "no error: Object java.util.Arr");
  EXPECT_EQ(error_of("var a = []; for (var k = 0; k < 5000; k++) a = [a]; a"), "A variable cannot nest deeper than 1000 levels");
}

TEST(ScriptLimits, HugeResults) {
  EXPECT_EQ(value_of("new Array(10 * 1024 * 1024 + 1).join('x').length == 10 * 1024 * 1024"), "Boolean true");
  const ScriptResult large = script_test::run("new Array(10 * 1024 * 1024 + 1).join('x')");
  EXPECT_EQ(large.error, "");
  EXPECT_EQ(large.value.as_string().size(), 10u * 1024 * 1024);
  EXPECT_EQ(error_of("'x'.repeat(80 * 1024 * 1024)"), "Script result exceeds 64 MB");
}

TEST(ScriptLimits, LargeVariablesArrive) {
  ScriptRequest wanted = request("v.length");
  wanted.variables["v"] = Value::string(std::string(20 << 20, 'x'));
  EXPECT_EQ(show(script_test::run(wanted).value), "Integer 20971520");
}

TEST(ScriptLimits, NoFileNoSocketNoProgram) {
  for (const char* source :
       {"new java.io.File('/etc/passwd')", "Java.type('java.io.FileReader')", "java.lang.Runtime.getRuntime()",
        "new java.net.Socket('localhost', 80)", "require('fs')", "fetch('http://localhost')", "load('/etc/passwd')",
        "read('/etc/passwd')", "new XMLHttpRequest()", "java.nio.file.Files", "process.exit(1)", "$vm"}) {
    const std::string error = error_of(source);
    EXPECT_TRUE(error.starts_with("ReferenceError: ")) << source << ": " << error;
  }
}

// The limits of the system hold in the child whatever the engine would let through.
TEST(ScriptLimits, TheSystemHoldsTheChild) {
  ScriptPool pool({.children = 1});
  ASSERT_EQ(value_in(pool, "1"), "Integer 1");
  const auto children = script_children(getpid());
  bool confined = false;
  for (const pid_t child : children) {
    std::ifstream status("/proc/" + std::to_string(child) + "/status");
    for (std::string line; std::getline(status, line);) confined = confined || line == "Seccomp:\t2";
    std::ifstream limits("/proc/" + std::to_string(child) + "/limits");
    for (std::string line; std::getline(limits, line);) {
      if (line.starts_with("Max open files")) {
        EXPECT_NE(line.find(" 0 "), std::string::npos) << line;
      }
    }
    EXPECT_EQ(sockets_of(child), 1) << "the one to its parent";
    std::ifstream environment("/proc/" + std::to_string(child) + "/environ");
    const std::string all((std::istreambuf_iterator<char>(environment)), {});
    EXPECT_EQ(all.find("PATH=/"), std::string::npos) << "the server's environment stays with the server";
  }
  EXPECT_TRUE(confined);
}

// What confine() leaves to a process, tried from native code, as no script gets that far.
TEST(ScriptLimits, AConfinedProcessCanOpenNothing) {
  const pid_t child = fork();
  if (child == 0) {
    script::confine(64 << 20);
    int failed = 0;
    const auto refused = [&](long result) {
      ++failed;
      if (result != -1 || errno != EPERM) _exit(failed);
    };
    refused(open("/etc/passwd", O_RDONLY));
    refused(open("/dev/null", O_WRONLY));
    refused(socket(AF_INET, SOCK_STREAM, 0));
    refused(socket(AF_UNIX, SOCK_STREAM, 0));
    refused(execl("/bin/true", "true", nullptr));
    refused(fork());
    refused(kill(getppid(), 0));
    refused(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr));
    refused(unlink("/nonexistent"));
    refused(dup(0));
    if (mmap(nullptr, 512 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED) _exit(99);
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0) << "the number of the attempt that was not refused";
}

TEST(ScriptLimits, AKilledChildCostsItsRequestOnly) {
  ScriptPool pool({.children = 2});
  auto victim = pool.submit(request(std::string(kSpin) + "(60000)"));
  // Which one is at it cannot be seen from here, nor whether it has begun: kill all until it is answered.
  // (A child that dies before it has read its request costs nothing: see the next test.)
  EXPECT_TRUE(within_10_s([&] {
    for (const pid_t child : script_children(getpid())) kill(child, SIGKILL);
    return victim.wait_for(std::chrono::milliseconds(500)) == std::future_status::ready;
  }));
  EXPECT_EQ(victim.get().error, "Script process ended unexpectedly: Killed");
  EXPECT_EQ(value_in(pool, "'still there'"), "String still there");
}

TEST(ScriptLimits, AnIdleChildThatDiedCostsNothing) {
  ScriptPool pool({.children = 1});
  ASSERT_EQ(value_in(pool, "1"), "Integer 1");
  for (int round = 0; round < 5; ++round) {
    for (const pid_t child : script_children(getpid())) kill(child, SIGKILL);
    EXPECT_EQ(value_in(pool, "2"), "Integer 2");
  }
}

TEST(ScriptLimits, ChildrenDieWithTheirParent) {
  const pid_t parent = fork();
  if (parent == 0) {
    // Exec, as a forked child of a program with threads may do little else.
    execl("/proc/self/exe", "script_test", "--gtest_also_run_disabled_tests",
          "--gtest_filter=ScriptLimits.DISABLED_ParentThatWaits", nullptr);
    _exit(1);
  }
  std::vector<pid_t> children;
  ASSERT_TRUE(within_10_s([&] { return !(children = script_children(parent)).empty(); }));
  kill(parent, SIGKILL);
  waitpid(parent, nullptr, 0);
  EXPECT_TRUE(within_10_s([&] {
    return std::ranges::all_of(children, [](pid_t child) { return kill(child, 0) != 0 && errno == ESRCH; });
  }));
}

// Run by ChildrenDieWithTheirParent in a process that it kills; on its own it ends by the time limit.
TEST(ScriptLimits, DISABLED_ParentThatWaits) {
  ScriptPool pool({.children = 1, .time_ms = 20'000});
  EXPECT_NE(error_in(pool, "while (true) { }"), "");
}

TEST(ScriptLimits, AHundredRequestsAtOnce) {
  ScriptPool pool({.children = 3});
  std::vector<std::future<ScriptResult>> answers;
  for (int k = 0; k < 100; ++k) answers.push_back(pool.submit(request("'n' + " + std::to_string(k))));
  for (int k = 0; k < 100; ++k) EXPECT_EQ(show(answers[static_cast<std::size_t>(k)].get().value), "String n" + std::to_string(k));
  const auto children = script_children(getpid());
  EXPECT_LE(children.size(), 3u + 4u) << "three of this pool's, at most four of the shared one's";
}

TEST(ScriptLimits, ScriptsOverlap) {
  ScriptPool pool({.children = 2});
  auto warm = pool.submit(request("1"));
  auto up = pool.submit(request("1"));
  warm.get();
  up.get();
  // Each tells when it began and ended; side by side, the later one begins before the earlier ends.
  const std::string source = "var from = Date.now(); " + std::string(kSpin) + "(1500); from + ' ' + Date.now()";
  auto first = pool.submit(request(source));
  auto second = pool.submit(request(source));
  const auto span = [](const Value& value) {
    std::istringstream text(value.as_string());
    std::pair<double, double> span;
    text >> span.first >> span.second;
    return span;
  };
  const auto a = span(first.get().value), b = span(second.get().value);
  EXPECT_LT(std::max(a.first, b.first), std::min(a.second, b.second));
}

TEST(ScriptLimits, WaitingRequestsAreAnsweredWhenThePoolEnds) {
  std::vector<std::future<ScriptResult>> answers;
  {
    ScriptPool pool({.children = 1});
    for (int k = 0; k < 3; ++k) answers.push_back(pool.submit(request("while (true) { }")));
  }
  for (auto& answer : answers) EXPECT_EQ(answer.get().error, "Script was abandoned: the server is stopping");
}

TEST(ScriptLimits, AnExecutableThatIsNoneIsAnError) {
  ScriptPool absent({}, "/nonexistent/baton");
  EXPECT_EQ(absent.submit(request("1")).get().error,
            "Script process could not be started: /nonexistent/baton: No such file or directory");
  ScriptPool wrong({}, "/bin/false");
  EXPECT_EQ(wrong.submit(request("1")).get().error, "Script process could not be started: it ended at once");
}

}  // namespace
}  // namespace baton
