// What a folder of diagrams needs before it runs here: the report that a team which leaves Camunda 7 asks for first.
//
// Pure: files come in as bytes, in any order; what they call in each other is looked up when all are known. Not for several
// threads at once.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace baton::bpmn::assess {

enum class Need : std::uint8_t {
  worker,      // code that a worker does: an external task takes its place
  decision,    // somebody has to decide what to do
  unreadable,  // what the file is cannot be said
};

struct Item {
  Need need = Need::decision;
  std::string element_id, element_name;
  int line = 0, column = 0;
  std::string what;    // one sentence
  std::string advice;  // what to do; may be empty
  std::string topic, code;  // worker: what it is called, the code in whose place it stands
};

// The worst thing about a file.
enum class Verdict : std::uint8_t { unchanged, worker, decision, unreadable };
std::string_view name_of(Verdict verdict);

struct File {
  std::string path;
  std::string dialect;  // "camunda7", "dmn", ...; empty: none
  std::vector<std::string> processes, decisions;  // ids
  int executable = 0;
  std::vector<Item> items;  // in document order

  Verdict verdict() const;
  int count(Need need) const;
};

struct Worker {
  std::string code;
  std::vector<const Item*> uses;
  std::vector<const File*> files;  // of each use
};

class Assessment {
 public:
  void add(std::string path, std::string_view bytes);
  // After the last file: what files call in each other.
  void finish();

  const std::vector<File>& files() const { return files_; }
  int count(Verdict verdict) const;
  std::map<std::string, Worker> workers() const;  // by topic

 private:
  struct Call {
    std::size_t file;
    Item item;
    std::string target;
    bool is_decision;
  };
  std::vector<File> files_;
  std::vector<Call> calls_;
};

}  // namespace baton::bpmn::assess
