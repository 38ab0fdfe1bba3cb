// The commands, one file each.
#pragma once

#include "app/command.hpp"

namespace baton::app {

Command serve_command();
Command deploy_command();
Command run_command();
Command lint_command();
Command inspect_command();
Command roundtrip_command();
Command fmt_command();
Command render_command();
Command layout_command();
Command conformance_command();
Command backup_command();
Command restore_command();
Command verify_command();
Command diff_command();
Command merge_command();
Command convert_command();
Command assess_command();
Command version_command();

}  // namespace baton::app
