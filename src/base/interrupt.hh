// Ctrl-C where it ends one answer and not the program.
#pragma once

namespace dateline::base {

/// Ask what is being worked on to end. Safe in a signal handler.
void interrupt();

/// Forget what was asked for; before new work is begun.
void clear_interrupt();

bool is_interrupted();

/// To be called now and then by what may take long.
/// errors: Error{Code::Interrupted} once interrupt() was called
void check_interrupt();

}  // namespace dateline::base
