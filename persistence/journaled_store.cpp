#include "persistence/journaled_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>

#include "persistence/journal.hpp"
#include "persistence/sql_store.hpp"
#include "runtime/store/validate.hpp"

namespace baton {

namespace {

constexpr const char* kPosition = "journal-position";
constexpr std::size_t kAtOnce = 5'000;       // changes of one transaction, so that reads do not wait long
constexpr std::size_t kMostBehind = 50'000;  // changes the tables may be behind before commits wait for them
constexpr std::chrono::milliseconds kAgain{200};

std::uint64_t position_of(Store& tables) {
  const auto row = tables.get<Property>(kPosition);
  std::uint64_t position = 0;
  if (row) std::from_chars(row->value.data(), row->value.data() + row->value.size(), position);
  return position;
}

Batch position_row(std::uint64_t position) {
  Property row;
  row.name = kPosition;
  row.value = std::to_string(position);
  Batch batch;
  batch.update(row);
  return batch;
}

// False: it is not there.
bool sync_file(const std::string& name) {
  const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  return synced;
}

}  // namespace

void write_tail(SqlStore& tables, JournalReader& journal) {
  journal.after(position_of(tables), [&](std::uint64_t position, Batch batch) {
    const Batch at = position_row(position);
    tables.write({&batch, &at});
  });
}

struct JournaledStore::Impl {
  struct Committed {
    std::uint64_t position;
    std::unique_ptr<const Batch> batch;
  };

  explicit Impl(const std::string& database_file);
  ~Impl();

  void append(const std::vector<const Batch*>& batches);
  template <class Done>
  void wait_until(std::unique_lock<std::mutex>& lock, Done is_done);
  void wait_for_tables();
  void run();
  std::vector<Committed> take();
  void write(const std::vector<Committed>& some);
  void forget_old(std::uint64_t position);

  std::string file;
  std::unique_ptr<SqlStore> tables;
  std::unique_ptr<Journal> journal;
  GroupCommit group;

  std::mutex mutex;
  std::condition_variable came, written;
  std::deque<Committed> behind;           // in the journal, not yet in the tables
  std::size_t changes_behind = 0;
  std::atomic<std::uint64_t> last{0};     // position of the last commit
  std::atomic<std::uint64_t> applied{0};  // the tables have
  std::optional<StoreError> failure;      // why the tables were not written at the last attempt
  std::uint64_t attempts = 0;             // that ended, well or not
  bool is_asked = false;                  // somebody waits for an attempt now
  bool is_ending = false;
  std::mutex files;  // the journal's: appending, forgetting
  std::uint64_t long_since = 0;  // a file before the newest ends at or after this position; 0: there is none
  std::thread writer;
};

JournaledStore::Impl::Impl(const std::string& database_file)
    : file(database_file),
      tables(std::make_unique<SqlStore>(sqlite_database(database_file))),
      group([this](const std::vector<const Batch*>& batches) {
        append(batches);
        return std::vector<GroupCommit::Refused>();
      }) {
  {
    JournalReader left(file);
    write_tail(*tables, left);
  }
  last = applied = position_of(*tables);
  // What was just written from the old journal must be on disk before that goes.
  const bool has_log = ::access((file + "-wal").c_str(), F_OK) == 0;
  if (!sync_file(file) || (has_log && !sync_file(file + "-wal"))) {
    throw StoreError{StoreError::Kind::unavailable, "Database " + file + ": it cannot be synced"};
  }
  journal = std::make_unique<Journal>(file, last);
  writer = std::thread([this] { run(); });
}

JournaledStore::Impl::~Impl() {
  {
    const std::lock_guard lock(mutex);
    is_ending = true;
  }
  came.notify_all();
  writer.join();
  const bool is_whole = behind.empty();
  tables.reset();  // the last connection moves the write-ahead log into the file
  journal.reset();
  if (!is_whole) return;
  const bool has_log = ::access((file + "-wal").c_str(), F_OK) == 0;
  if (sync_file(file) && (!has_log || sync_file(file + "-wal"))) remove_journal(file);
}

// By the leader of a group, one at a time. The batches are the queue's from here on.
void JournaledStore::Impl::append(const std::vector<const Batch*>& batches) {
  {
    std::unique_lock lock(mutex);
    wait_until(lock, [&] { return !failure && changes_behind < kMostBehind; });
  }
  std::uint64_t position = 0;
  {
    const std::lock_guard lock(files);
    const bool begins = journal->is_long();
    position = journal->append(batches);
    if (begins) long_since = position - 1;
  }
  {
    const std::lock_guard lock(mutex);
    for (const Batch* batch : batches) {
      changes_behind += batch->changes().size();
      behind.push_back({position, std::unique_ptr<const Batch>(batch)});
    }
    last = position;
  }
  came.notify_one();
}

// Throws why the tables cannot be written, when that is still so after one more attempt.
template <class Done>
void JournaledStore::Impl::wait_until(std::unique_lock<std::mutex>& lock, Done is_done) {
  if (failure && !is_done()) {
    const std::uint64_t seen = attempts;
    is_asked = true;
    came.notify_all();
    written.wait(lock, [&] { return attempts > seen; });
  }
  written.wait(lock, [&] { return failure || is_done(); });
  if (!is_done()) throw *failure;
}

void JournaledStore::Impl::wait_for_tables() {
  const std::uint64_t wanted = last;
  if (applied >= wanted) return;
  std::unique_lock lock(mutex);
  wait_until(lock, [&] { return applied >= wanted; });
}

// --- The thread that writes the tables ----------------------------------------------------------

void JournaledStore::Impl::run() {
  for (;;) {
    std::vector<Committed> some = take();
    if (some.empty()) return;
    try {
      write(some);
    } catch (const StoreError& error) {
      std::unique_lock lock(mutex);
      failure = error;
      ++attempts;
      std::move(some.rbegin(), some.rend(), std::front_inserter(behind));
      written.notify_all();
      is_asked = false;
      came.wait_for(lock, kAgain, [&] { return is_ending || is_asked; });
      if (is_ending) return;  // the journal keeps it for the next start
    }
  }
}

// Whole positions, as many as fit; nothing at the end.
std::vector<JournaledStore::Impl::Committed> JournaledStore::Impl::take() {
  std::unique_lock lock(mutex);
  came.wait(lock, [&] { return is_ending || !behind.empty(); });
  std::vector<Committed> some;
  std::size_t changes = 0;
  while (!behind.empty() && (changes < kAtOnce || behind.front().position == some.back().position)) {
    changes += behind.front().batch->changes().size();
    some.push_back(std::move(behind.front()));
    behind.pop_front();
  }
  return some;
}

void JournaledStore::Impl::write(const std::vector<Committed>& some) {
  std::vector<const Batch*> batches;
  std::size_t changes = 0;
  for (const Committed& each : some) {
    batches.push_back(each.batch.get());
    changes += each.batch->changes().size();
  }
  const Batch at = position_row(some.back().position);
  batches.push_back(&at);
  tables->write(batches);
  {
    const std::lock_guard lock(mutex);
    failure.reset();
    ++attempts;
    changes_behind -= changes;
    applied = some.back().position;
  }
  written.notify_all();
  forget_old(some.back().position);
}

// The database does not sync each commit of its own any more; before a file of the journal goes, its content is made sure of.
void JournaledStore::Impl::forget_old(std::uint64_t position) {
  {
    const std::lock_guard lock(files);
    if (long_since == 0 || long_since > position) return;
  }
  if (!sync_file(file + "-wal") || !sync_file(file)) return;
  const std::lock_guard lock(files);
  journal->forget(position);
  long_since = 0;
}

// --- The port -----------------------------------------------------------------------------------

JournaledStore::JournaledStore(const std::string& file) : impl_(std::make_unique<Impl>(file)) {}
JournaledStore::~JournaledStore() = default;

void JournaledStore::commit(Batch batch) {
  check_batch(batch);
  if (batch.empty()) return;
  auto held = std::make_unique<Batch>(std::move(batch));
  impl_->group.commit(*held);
  held.release();  // NOLINT: the queue has it, and may be through with it
}

std::vector<Row> JournaledStore::select(const Query& query) {
  impl_->wait_for_tables();
  return impl_->tables->select(query);
}

std::int64_t JournaledStore::count(const Query& query) {
  impl_->wait_for_tables();
  return impl_->tables->count(query);
}

std::optional<Row> JournaledStore::find(TableId table, const std::string& key) {
  impl_->wait_for_tables();
  return impl_->tables->find(table, key);
}

}  // namespace baton
