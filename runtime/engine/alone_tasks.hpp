// Stand-alone tasks: rows that belong to no process, with the history that a task of a process would have. The
// caller holds the row's lock (Impl::lock_row) and commits the batch.
#pragma once

#include "runtime/engine/ports.hpp"
#include "runtime/store/store.hpp"

namespace baton {

void write_new_alone_task(Batch& batch, const Task& task, IdSource& ids, TimestampMs now);
void write_changed_alone_task(Batch& batch, const Task& before, const Task& task, IdSource& ids, TimestampMs now);
// With its links, variables and sub-tasks.
void remove_alone_task(Batch& batch, Store& store, const Task& task, const char* reason, const char* state,
                       TimestampMs now);
// The sub-tasks of a task of a process, which end with it.
void remove_alone_children(Batch& batch, Store& store, const std::string& task_id, const char* reason,
                           const char* state, TimestampMs now);

}  // namespace baton
