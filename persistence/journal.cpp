#include "persistence/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/crc.hpp>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>

#include "persistence/batch_bytes.hpp"

namespace baton {

namespace fs = std::filesystem;

namespace {

using Kind = StoreError::Kind;

constexpr std::string_view kMagic = "baton journal 1\n";
constexpr std::uint64_t kLong = 32u << 20;  // bytes of a file after which a new one begins
constexpr std::uint64_t kMostBytes = 0xffff'ffff;  // of a record
constexpr std::size_t kRecordHead = 2 * sizeof(std::uint32_t) + sizeof(std::uint64_t);  // length, checksum, position

[[noreturn]] void fail(const std::string& file, int error) {
  const bool is_full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  const Kind kind = is_full ? Kind::full : error == EROFS || error == EACCES ? Kind::read_only : Kind::unavailable;
  throw StoreError{kind, fmt::format("Database {}: {}", file, std::strerror(error))};
}

[[noreturn]] void damaged(const std::string& file, const std::string& what) {
  throw StoreError{Kind::corrupt, fmt::format("Database {}: its journal is damaged: {}", file, what)};
}

std::string name_of(const std::string& database_file, std::uint64_t first) {
  return fmt::format("{}-commits-{}", database_file, first);
}

// The first positions of the files there are, ascending.
std::vector<std::uint64_t> files_of(const std::string& database_file) {
  const fs::path path(database_file);
  const std::string prefix = path.filename().string() + "-commits-";
  std::vector<std::uint64_t> firsts;
  std::error_code ignored;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(prefix, 0) != 0) continue;
    std::uint64_t first = 0;
    const char* end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data() + prefix.size(), end, first);
    if (parsed.ec == std::errc{} && parsed.ptr == end) firsts.push_back(first);
  }
  std::sort(firsts.begin(), firsts.end());
  return firsts;
}

std::uint32_t checksum(std::uint64_t position, std::string_view bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(&position, sizeof position);
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

// length, checksum, position, bytes; the head of a file is one of position 0.
std::string record_of(std::uint64_t position, std::string_view bytes) {
  std::string record(kRecordHead, '\0');
  const auto length = static_cast<std::uint32_t>(bytes.size());
  const std::uint32_t sum = checksum(position, bytes);
  std::memcpy(record.data(), &length, sizeof length);
  std::memcpy(record.data() + sizeof length, &sum, sizeof sum);
  std::memcpy(record.data() + sizeof length + sizeof sum, &position, sizeof position);
  return record.append(bytes);
}

void write_all(int file, const std::string& name, const std::string& bytes, std::uint64_t offset) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t written = ::pwrite(file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(name, errno);
    done += static_cast<std::size_t>(written);
  }
}

void sync_folder(const std::string& database_file) {
  const fs::path folder = fs::absolute(database_file).parent_path();
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int error = errno;
  if (file >= 0) ::close(file);
  if (!synced) fail(database_file, error);
}

}  // namespace

// --- Reading ------------------------------------------------------------------------------------

struct JournalReader::Segment {
  Segment(const std::string& database, std::uint64_t first_position)
      : database_file(database), first(first_position), file(::open(name_of(database, first).c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file < 0 && errno != ENOENT) fail(database, errno);
  }
  ~Segment() {
    if (file >= 0) ::close(file);
  }
  Segment(const Segment&) = delete;
  Segment& operator=(const Segment&) = delete;

  bool read(std::string& bytes, std::size_t size) {
    bytes.resize(size);
    for (std::size_t done = 0; done < size;) {
      const ssize_t got = ::pread(file, bytes.data() + done, size - done, static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      done += static_cast<std::size_t>(got);
    }
    return true;
  }

  struct Record {
    std::uint64_t position = 0;
    std::string bytes;
  };

  // Nothing: the end, or what a crash cut off.
  std::optional<Record> next() {
    std::string head;
    if (!read(head, kRecordHead)) return std::nullopt;
    std::uint32_t length = 0, sum = 0;
    Record record;
    std::memcpy(&length, head.data(), sizeof length);
    std::memcpy(&sum, head.data() + sizeof length, sizeof sum);
    std::memcpy(&record.position, head.data() + sizeof length + sizeof sum, sizeof record.position);
    struct ::stat about {};
    if (::fstat(file, &about) != 0 || offset + kRecordHead + length > static_cast<std::uint64_t>(about.st_size)) return std::nullopt;
    offset += kRecordHead;
    const bool is_whole = read(record.bytes, length) && checksum(record.position, record.bytes) == sum;
    if (!is_whole) {
      offset -= kRecordHead;
      return std::nullopt;
    }
    offset += length;
    return record;
  }

  bool is_at_end() const {
    struct ::stat about {};
    return ::fstat(file, &about) == 0 && static_cast<std::uint64_t>(about.st_size) == offset;
  }

  // False: its beginning was never on disk, so it holds nothing.
  bool open_head() {
    std::string magic;
    if (file < 0 || !read(magic, kMagic.size())) return false;
    if (magic != kMagic) damaged(database_file, name_of(database_file, first) + " is none");
    offset = kMagic.size();
    const auto head = next();
    if (!head) return false;
    tables.emplace(head->bytes);
    return true;
  }

  std::string database_file;
  std::uint64_t first;
  int file;
  std::uint64_t offset = 0;
  std::optional<BatchBytes> tables;
};

JournalReader::JournalReader(const std::string& database_file) {
  for (const std::uint64_t first : files_of(database_file)) {
    segments_.push_back(std::make_unique<Segment>(database_file, first));
  }
}

JournalReader::~JournalReader() = default;

std::uint64_t JournalReader::after(std::uint64_t position,
                                   const std::function<void(std::uint64_t position, Batch batch)>& take) {
  for (const auto& segment : segments_) {
    if (!segment->open_head()) continue;
    while (auto record = segment->next()) {
      if (record->position <= position) continue;
      if (record->position != position + 1) {
        damaged(segment->database_file,
                fmt::format("the tables have commits up to {}, and it goes on with {}", position, record->position));
      }
      take(record->position, segment->tables->read(record->bytes));
      position = record->position;
    }
    if (segment != segments_.back() && !segment->is_at_end()) {
      damaged(segment->database_file, fmt::format("{} ends in the middle", name_of(segment->database_file, segment->first)));
    }
  }
  return position;
}

// --- Writing ------------------------------------------------------------------------------------

Journal::Journal(std::string database_file, std::uint64_t last) : database_file_(std::move(database_file)), last_(last) {
  remove_journal(database_file_);
  begin_file();
}

Journal::~Journal() {
  if (file_ >= 0) ::close(file_);
}

void Journal::begin_file() {
  const std::string name = name_of(database_file_, last_ + 1);
  const int file = ::open(name.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail(database_file_, errno);
  const std::string head = std::string(kMagic) + record_of(0, describe_tables());
  try {
    write_all(file, database_file_, head, 0);
    if (::fsync(file) != 0) fail(database_file_, errno);
    sync_folder(database_file_);
  } catch (...) {
    ::close(file);
    ::unlink(name.c_str());
    throw;
  }
  if (file_ >= 0) ::close(file_);
  file_ = file;
  size_ = head.size();
  firsts_.push_back(last_ + 1);
}

// What a failed append left must not stand before the next one.
void Journal::take_back() {
  is_torn_ = ::ftruncate(file_, static_cast<off_t>(size_)) != 0 || ::fsync(file_) != 0;
  if (is_torn_) fail(database_file_, errno);
}

std::uint64_t Journal::append(const std::vector<const Batch*>& batches) {
  if (is_torn_) take_back();
  if (is_long()) begin_file();
  std::string bytes;
  for (const Batch* batch : batches) append_bytes(bytes, *batch);
  if (bytes.size() > kMostBytes) throw StoreError{Kind::other, fmt::format("Database {}: a commit of {} bytes is too large", database_file_, bytes.size())};
  const std::string record = record_of(last_ + 1, bytes);
  try {
    write_all(file_, database_file_, record, size_);
    if (::fdatasync(file_) != 0) fail(database_file_, errno);
  } catch (const StoreError&) {
    is_torn_ = true;
    try {
      take_back();
    } catch (const StoreError&) {  // the next append tries again
    }
    throw;
  }
  size_ += record.size();
  return ++last_;
}

bool Journal::is_long() const { return size_ > kLong; }

void Journal::forget(std::uint64_t position) {
  while (firsts_.size() > 1 && firsts_[1] <= position + 1) {
    ::unlink(name_of(database_file_, firsts_.front()).c_str());
    firsts_.erase(firsts_.begin());
  }
}

void remove_journal(const std::string& database_file) {
  for (const std::uint64_t first : files_of(database_file)) ::unlink(name_of(database_file, first).c_str());
}

}  // namespace baton
